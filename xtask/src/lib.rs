//! Everything a contributor runs: the demo, the distribution, the tests. A library beside the program,
//! because the browser tests serve their pages with [`site`] and hold the shipped files to [`mvp`] and
//! [`syntax`].

pub mod compress;
pub mod config;
pub mod demo;
pub mod dist;
pub mod fuzz;
pub mod gallery;
pub mod geckodriver;
pub mod glue;
pub mod licence;
pub mod lighthouse;
pub mod mvp;
pub mod profile;
pub mod progress;
pub mod prune;
pub mod script;
pub mod site;
pub mod size;
pub mod syntax;
pub mod system;
pub mod test;
pub mod tools;
pub mod wasm;
pub mod watch;
pub mod workspace;
