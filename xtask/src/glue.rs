//! The glue of the module that a page begins with: without what that module does not import.

use std::collections::HashSet;

use anyhow::{Context, Result};

/// Where wasm-bindgen's list of what a module imports begins and ends.
const BEGIN: &str = "const import0 = {";
const END: &str = "\n};";

/// The names that a module imports.
pub fn imports(module: &[u8]) -> Result<HashSet<String>> {
    let module = walrus::Module::from_buffer(module)?;
    Ok(module
        .imports
        .iter()
        .map(|import| import.name.clone())
        .collect())
}

/// The glue without the imports that are not among `wanted`. What only these have used is left to the minifier.
pub fn without(glue: &str, wanted: &HashSet<String>) -> Result<String> {
    let shape = "the glue is not as wasm-bindgen used to write it; see xtask/src/glue.rs";
    let (head, rest) = glue.split_once(BEGIN).context(shape)?;
    let (list, tail) = rest.split_once(END).context(shape)?;
    let mut kept = String::new();
    let mut entry = String::new();
    let mut found = HashSet::new();
    for line in list.split_inclusive('\n') {
        entry.push_str(line);
        // Between two entries as many braces are open as are closed, and a comma stands.
        let count = |brace: char| entry.matches(brace).count();
        if !entry.trim_end().ends_with(',') || count('{') != count('}') {
            continue;
        }
        let name = entry.split_once(':').context(shape)?.0.trim().to_owned();
        if name == "__proto__" || wanted.contains(&name) {
            kept.push_str(&entry);
        }
        found.insert(name);
        entry.clear();
    }
    anyhow::ensure!(
        entry.trim().is_empty() && wanted.is_subset(&found),
        "{shape}"
    );
    Ok([head, BEGIN, &kept, END, tail].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str = "function imports() {\nconst import0 = {\n__proto__: null,\n_1: function(a) {\nif (a) { b(); }\n},\n_2: function() { return handleError(function (a) {\nreturn a;\n}, arguments); },\n};\nreturn { \"./x\": import0 };\n}";

    #[test]
    fn what_is_not_imported_is_left_out() {
        let wanted = HashSet::from([String::from("_2")]);
        let glue = without(GLUE, &wanted).unwrap();
        assert!(
            glue.contains("_2: function") && glue.contains("__proto__"),
            "{glue}"
        );
        assert!(!glue.contains("_1:") && !glue.contains("b()"), "{glue}");
        assert!(glue.ends_with("import0 };\n}"), "{glue}");
    }

    #[test]
    fn what_is_imported_must_be_there() {
        let wanted = HashSet::from([String::from("_3")]);
        assert!(without(GLUE, &wanted).is_err());
        assert!(without("other", &wanted).is_err());
    }
}
