//! Makes the module that drawing needs: the whole one without the code that has not run until the charts of the
//! demo's pages were drawn.
//!
//! `cargo xtask profile` opens those pages with an instrumented module and writes which stretches of code
//! have run into the profile. What has not run is replaced by `unreachable`, so the smaller module either
//! does exactly what the whole one does, or it traps. The loader takes a trap of the smaller module as a
//! call for the whole one, instantiates that and builds its charts again from the bytes that it holds.
//!
//! A stretch is a run of instructions without a way in or out but at its ends: a block's beginning, or what
//! follows a nested block or a conditional branch. A function that has changed since the profile was made
//! (its shape tells) is kept whole, so an old profile costs size and nothing else.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use anyhow::{Context, Result};
use walrus::ir::{
    Const, Instr, InstrLocId, InstrSeq, InstrSeqId, MemArg, Store, StoreKind, Unreachable, Value,
    Visitor, dfs_in_order,
};
use walrus::{
    ConstExpr, DataKind, FunctionId, FunctionKind, LocalFunction, MemoryId, Module, ModuleConfig,
};

/// A WebAssembly page.
const PAGE: u64 = 65_536;
/// The instrumented module exports where its counters begin under this name, as an immutable global.
pub const COUNTERS: &str = "counters";

fn parse(module: &[u8]) -> Result<Module> {
    let mut config = ModuleConfig::new();
    config
        .generate_name_section(false)
        .generate_producers_section(false)
        .generate_synthetic_names_for_anonymous_items(false);
    config.parse(module)
}

/// Where each stretch of a function begins: its block and its place in the block, in the order of the code.
fn stretches(function: &LocalFunction) -> Vec<(InstrSeqId, usize)> {
    struct Begins(Vec<(InstrSeqId, usize)>);
    impl<'a> Visitor<'a> for Begins {
        fn start_instr_seq(&mut self, block: &'a InstrSeq) {
            self.0.push((block.id(), 0));
            for (at, (instr, _)) in block.instrs.iter().enumerate() {
                let parts = matches!(
                    instr,
                    Instr::BrIf(_) | Instr::Block(_) | Instr::Loop(_) | Instr::IfElse(_)
                );
                if parts && at + 1 < block.instrs.len() {
                    self.0.push((block.id(), at + 1));
                }
            }
        }
    }
    let mut begins = Begins(Vec::new());
    dfs_in_order(&mut begins, function, function.entry_block());
    begins.0
}

/// What changes when the function's code does, but not from one build of the same sources to the next.
fn shape(function: &LocalFunction) -> u64 {
    struct Shape(DefaultHasher);
    impl<'a> Visitor<'a> for Shape {
        fn start_instr_seq(&mut self, block: &'a InstrSeq) {
            block.instrs.len().hash(&mut self.0);
        }
        fn visit_instr(&mut self, instr: &'a Instr, _: &'a InstrLocId) {
            std::mem::discriminant(instr).hash(&mut self.0);
        }
    }
    let mut shape = Shape(DefaultHasher::new());
    dfs_in_order(&mut shape, function, function.entry_block());
    shape.0.finish()
}

/// A function's name without the hashes that differ between builds.
fn plain(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('[') {
        plain.push_str(before);
        let digits = after.bytes().take_while(u8::is_ascii_hexdigit).count();
        match after.get(digits..) {
            Some(tail) if digits >= 8 && tail.starts_with(']') => {
                rest = tail.get(1..).unwrap_or_default();
            }
            _ => {
                plain.push('[');
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    plain
}

/// The functions with a body, in order, with what tells them apart in a profile: name and shape.
fn functions(module: &Module) -> Vec<(FunctionId, u64, u64)> {
    module
        .funcs
        .iter_local()
        .map(|(id, local)| {
            let mut name = DefaultHasher::new();
            plain(module.funcs.get(id).name.as_deref().unwrap_or_default()).hash(&mut name);
            (id, name.finish(), shape(local))
        })
        .collect()
}

/// The module with a byte for each stretch that is set when the stretch runs. The bytes stand in pages of
/// their own behind the module's first memory; the number of them is returned too.
pub fn instrument(module: &[u8]) -> Result<(Vec<u8>, usize)> {
    let mut module = parse(module)?;
    let memory = module.get_memory_id().context("the module has no memory")?;
    let base = module.memories.get(memory).initial * PAGE;
    let mut count = 0;
    for (id, _, _) in functions(&module) {
        let FunctionKind::Local(local) = &mut module.funcs.get_mut(id).kind else {
            continue;
        };
        let begins = stretches(local);
        // From the last to the first, so that the places before stay where they are.
        for (at, (block, place)) in begins.iter().enumerate().rev() {
            let address = base + (count + at) as u64;
            let code = tick(memory, i32::try_from(address)?);
            let instrs = &mut local.block_mut(*block).instrs;
            instrs.splice(*place..*place, code);
        }
        count += begins.len();
    }
    let more = (count as u64).div_ceil(PAGE);
    let place = module.memories.get_mut(memory);
    place.initial += more;
    place.maximum = place.maximum.map(|maximum| maximum + more);
    let begin = ConstExpr::Value(Value::I32(i32::try_from(base)?));
    let global = module
        .globals
        .add_local(walrus::ValType::I32, false, false, begin);
    module.exports.add(COUNTERS, global);
    Ok((module.emit_wasm(), count))
}

/// Sets the byte at `address`.
fn tick(memory: MemoryId, address: i32) -> [(Instr, InstrLocId); 3] {
    let constant = |value| {
        Const {
            value: Value::I32(value),
        }
        .into()
    };
    let store = Store {
        memory,
        kind: StoreKind::I32_8 { atomic: false },
        arg: MemArg {
            align: 1,
            offset: 0,
        },
    };
    [constant(address), constant(1), store.into()].map(|instr| (instr, InstrLocId::default()))
}

/// The profile of `module`, given the counters of its instrumented twin: a line a function that has run,
/// of its name's hash, its shape's and its stretches, four to a hexadecimal digit, those that ran set.
pub fn profile(module: &[u8], ran: &[bool]) -> Result<String> {
    let module = parse(module)?;
    let mut lines = BTreeMap::new();
    let mut ran = ran.iter().copied();
    for (id, name, shape) in functions(&module) {
        let FunctionKind::Local(local) = &module.funcs.get(id).kind else {
            continue;
        };
        let bits: Vec<bool> = ran.by_ref().take(stretches(local).len()).collect();
        if bits.iter().any(|bit| *bit) {
            let digits = bits.chunks(4).map(|four| {
                let value = four
                    .iter()
                    .enumerate()
                    .map(|(at, bit)| u32::from(*bit) << at)
                    .sum();
                char::from_digit(value, 16).unwrap_or('0')
            });
            lines.insert((name, shape), digits.collect::<String>());
        }
    }
    let mut text = String::new();
    for ((name, shape), bits) in lines {
        writeln!(text, "{name:016x} {shape:016x} {bits}")?;
    }
    Ok(text)
}

/// A text that the module holds, and the plain name of the one function that reads it.
pub struct Text {
    /// As it stands in the module.
    pub bytes: Vec<u8>,
    /// Its reader.
    pub reader: String,
}

/// The module without what the profile says has not run, and without the texts whose readers have not.
/// Functions whose names hold one of `keep` stay whole.
pub fn prune(module: &[u8], profile: &str, keep: &[String], texts: &[Text]) -> Result<Vec<u8>> {
    let mut known: HashMap<(u64, u64), &str> = HashMap::new();
    let mut names: HashMap<u64, ()> = HashMap::new();
    for line in profile
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
    {
        let mut parts = line.split(' ');
        let mut hash = || u64::from_str_radix(parts.next().unwrap_or_default(), 16);
        let (name, shape) = (hash()?, hash()?);
        let bits = parts
            .next()
            .context("a line of the profile has no stretches")?;
        known.insert((name, shape), bits);
        names.insert(name, ());
    }
    let mut module = parse(module)?;
    for text in texts {
        leave_out(&mut module, &known, text)?;
    }
    for (id, name, shape) in functions(&module) {
        let function = module.funcs.get_mut(id);
        let plain = plain(function.name.as_deref().unwrap_or_default());
        let FunctionKind::Local(local) = &mut function.kind else {
            continue;
        };
        if keep.iter().any(|part| plain.contains(part.as_str())) {
            continue;
        }
        let bits = match known.get(&(name, shape)) {
            Some(bits) => *bits,
            // Changed since the profile was made.
            None if names.contains_key(&name) => continue,
            None => "",
        };
        let begins = stretches(local);
        // From the last to the first, so that the earliest stretch of a block that has not run has the last word.
        for (at, (block, place)) in begins.iter().enumerate().rev() {
            let digit = bits
                .chars()
                .nth(at / 4)
                .and_then(|digit| digit.to_digit(16));
            if digit.unwrap_or(0) >> (at % 4) & 1 == 0 {
                let instrs = &mut local.block_mut(*block).instrs;
                instrs.truncate(*place);
                instrs.push((Unreachable {}.into(), InstrLocId::default()));
            }
        }
    }
    walrus::passes::gc::run(&mut module);
    Ok(module.emit_wasm())
}

/// Blanks a text where its reader is to trap before it could read it.
fn leave_out(module: &mut Module, known: &HashMap<(u64, u64), &str>, text: &Text) -> Result<()> {
    let readers: Vec<(u64, u64)> = functions(module)
        .into_iter()
        .filter(|(id, ..)| {
            let name = module.funcs.get(*id).name.as_deref().unwrap_or_default();
            plain(name) == text.reader
        })
        .map(|(_, name, shape)| (name, shape))
        .collect();
    anyhow::ensure!(
        !readers.is_empty(),
        "no function of the module is called {}; is it `#[inline(never)]`?",
        text.reader
    );
    // One that has run, or has changed since the profile was made, keeps its text.
    let kept = readers
        .iter()
        .any(|(name, _)| known.keys().any(|(other, _)| other == name));
    if kept {
        return Ok(());
    }
    // The optimiser has parted the data where they are nothing but zeros: in a table a text may end so.
    let mut segments: Vec<(usize, walrus::DataId)> = Vec::new();
    for data in module.data.iter() {
        if let DataKind::Active {
            offset: ConstExpr::Value(Value::I32(offset)),
            ..
        } = data.kind
        {
            segments.push((usize::try_from(offset)?, data.id()));
        }
    }
    let ends = segments
        .iter()
        .map(|(at, id)| at + module.data.get(*id).value.len());
    let start = segments.iter().map(|(at, _)| *at).min().unwrap_or(0);
    let mut image = vec![0; ends.max().unwrap_or(0).saturating_sub(start)];
    for (at, id) in &segments {
        let value = &module.data.get(*id).value;
        if let Some(place) = image.get_mut(at - start..at - start + value.len()) {
            place.copy_from_slice(value);
        }
    }
    let places: Vec<usize> = image
        .windows(text.bytes.len())
        .enumerate()
        .filter(|(_, window)| *window == text.bytes)
        .map(|(at, _)| start + at)
        .collect();
    let found = places.len();
    for place in places {
        for (at, id) in &segments {
            let value = &mut module.data.get_mut(*id).value;
            let from = place.saturating_sub(*at).min(value.len());
            let to = (place + text.bytes.len())
                .saturating_sub(*at)
                .min(value.len());
            if let Some(part) = value.get_mut(from..to) {
                part.fill(0);
            }
        }
    }
    anyhow::ensure!(
        found == 1,
        "the text that {} reads stands {found} times in the module, not once",
        text.reader
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_their_hashes_and_nothing_else() {
        assert_eq!(
            plain("<county_charts[27c4c23c7faf4035]::text::Setting>::wrap"),
            "<county_charts::text::Setting>::wrap"
        );
        assert_eq!(
            plain("<&[&dyn core[27cd0353e63fa9bc]::fmt::Debug] as core[27cd0353e63fa9bc]::A>"),
            "<&[&dyn core::fmt::Debug] as core::A>"
        );
        assert_eq!(plain("widget_load"), "widget_load");
    }

    /// Two functions: one that branches, one that is not called. Counters say which half has run.
    fn sample() -> Vec<u8> {
        use walrus::{FunctionBuilder, ValType};
        let mut module = Module::default();
        let memory = module.memories.add_local(false, false, 1, None, None);
        module.exports.add("memory", memory);
        let argument = module.locals.add(ValType::I32);
        let mut builder = FunctionBuilder::new(&mut module.types, &[ValType::I32], &[ValType::I32]);
        builder.name("choose".into());
        builder.func_body().local_get(argument).if_else(
            ValType::I32,
            |then| {
                then.i32_const(7_777);
            },
            |otherwise| {
                otherwise.i32_const(9_999);
            },
        );
        let choose = builder.finish(vec![argument], &mut module.funcs);
        module.exports.add("choose", choose);
        let mut builder = FunctionBuilder::new(&mut module.types, &[], &[ValType::I32]);
        builder.name("unused".into());
        builder.func_body().i32_const(5_555);
        let unused = builder.finish(vec![], &mut module.funcs);
        module.exports.add("unused", unused);
        module.emit_wasm()
    }

    fn holds(module: &[u8], constant: i32) -> bool {
        let mut bytes = Vec::new();
        let mut value = constant;
        loop {
            let byte = (value & 0x7f) as u8;
            value >>= 7;
            if value == 0 && byte & 0x40 == 0 {
                bytes.push(byte);
                break;
            }
            bytes.push(byte | 0x80);
        }
        module.windows(bytes.len()).any(|window| window == bytes)
    }

    #[test]
    fn what_has_run_stays_and_the_rest_goes() {
        let module = sample();
        let (_, count) = instrument(&module).unwrap();
        // choose: its body, the first branch, the second; then unused.
        assert_eq!(count, 4);
        let profile = profile(&module, &[true, true, false, false]).unwrap();
        let pruned = prune(&module, &profile, &[], &[]).unwrap();
        assert!(holds(&pruned, 7_777), "the branch that ran is gone");
        assert!(
            !holds(&pruned, 9_999),
            "the branch that did not run is there"
        );
        assert!(
            !holds(&pruned, 5_555),
            "the function that did not run is there"
        );
    }

    #[test]
    fn a_function_that_is_kept_by_name_is_whole() {
        let module = sample();
        let pruned = prune(&module, "", &["unu".into()], &[]).unwrap();
        assert!(holds(&pruned, 5_555), "the function that is named is gone");
        assert!(!holds(&pruned, 7_777), "the other is there");
    }

    #[test]
    fn a_function_that_has_changed_is_kept_whole() {
        let module = sample();
        let profile = profile(&module, &[true, true, false, false]).unwrap();
        let shape = profile.split(' ').nth(1).unwrap();
        let stale = profile.replace(shape, "0000000000000001");
        assert!(holds(&prune(&module, &stale, &[], &[]).unwrap(), 9_999));
    }
}
