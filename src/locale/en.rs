//! English.

use super::words::Words;

/// The words.
pub(super) const WORDS: Words = Words {
    year: "{}",
    years: "{}–{}",
    with_year: "{} ({})",
    dot: " · ",
    colon: ": ",
    comma: ", ",
    list: ", ",
    semicolon: "; ",
    stop: ". ",
    no_data: "no data",
    unreadable: "unreadable",
    unreadable_text: "unreadable (the file says “{}”)",
    multipliers: &[(1e9, "billion "), (1e6, "million "), (1e3, "thousand ")],
    rank: "no. {}",
    rank_in: "no. {} in {}",
    ranks_title: "{} rankings",
    tiles_title: "Key figures",
    share_of: "{} of {}",
    rates: "proposals_registered=registered;proposals_closed=closed;proposals_replied=replied to;\
        proposals_solved=solved;opinions_adopted=adopted",
    at_least: "at least {}",
    about: "about {}",
    at_most: "at most {}",
    exceeds: " (more than the step before)",
    more: "up {} on the year before",
    fewer: "down {} on the year before",
    same: "unchanged on the year before",
    rank_up: "up {} places on the year before",
    rank_down: "down {} places on the year before",
    points: "{} percentage points",
    head_value: "Value",
    themes: "proposals=Proposals;opinions=Public opinion reports;problems=Problems solved;\
        donations=Donations;rankings=Rankings;consultation=Consultation;members=Members;\
        investment=Investment",
    // Of counters those are words in English that say more than the name of what is counted.
    units: "件=item|items;条=item|items;條=item|items;期=issue|issues;册=volume|volumes;冊=volume|volumes;\
        篇=;份=;次=;场=;場=;场次=;場次=;批次=;件次=;个=;個=;项=;項=;起=;\
        人=person|people;名=person|people;位=person|people;人次=attendance|attendances;\
        家=company|companies;户=household|households;戶=household|households;天=day|days;元=yuan|yuan;\
        吨=tonne|tonnes;噸=tonne|tonnes;平方米=m²;公里=km;百分点=percentage point|percentage points",
    scopes: "全国=the country;全國=the country;全省=the province;全市=the city;全县=the county;\
        全縣=the county;全区=the district;全區=the district;全州=the prefecture",
};
