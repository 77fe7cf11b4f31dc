//! The command line of County Charts.
fn main() {}
