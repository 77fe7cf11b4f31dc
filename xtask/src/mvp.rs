//! Holds a module to plain WebAssembly 1.0, the only kind that Chromium 72 runs.

use anyhow::{Context, Result};
use wasmparser::{Validator, WasmFeatures};

/// Refuses a module that uses anything later than WebAssembly's first release: bulk memory, reference
/// types, sign extension, non-trapping conversions, several results, exported mutable globals, SIMD.
pub fn check(module: &[u8]) -> Result<()> {
    Validator::new_with_features(WasmFeatures::MVP)
        .validate_all(module)
        .map(|_| ())
        .context(
            "the module is not plain WebAssembly 1.0, so Chromium before 96 would refuse it; \
             look at `rustflags` and the flags of `wasm-opt` in wasm-pack.toml",
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module with one page of memory and one function `() -> ()` of this body. `types` is the body
    /// of the type section.
    fn module(types: &[u8], body: &[u8]) -> Vec<u8> {
        let mut bytes = b"\0asm\x01\0\0\0".to_vec();
        let mut section = |id: u8, content: &[u8]| {
            bytes.extend([id, u8::try_from(content.len()).unwrap()]);
            bytes.extend(content);
        };
        section(1, types);
        section(3, &[1, 0]);
        section(5, &[1, 0, 1]);
        let mut code = vec![1, u8::try_from(body.len() + 2).unwrap(), 0];
        code.extend(body);
        code.push(0x0b);
        section(10, &code);
        bytes
    }

    const PLAIN: &[u8] = &[1, 0x60, 0, 0];

    fn complaint(module: &[u8]) -> String {
        check(module).map_or_else(|error| format!("{error:#}"), |()| String::new())
    }

    #[test]
    fn plain_webassembly_passes() {
        // i32.const 0, i32.const 1, i32.store
        assert_eq!(
            complaint(&module(PLAIN, &[0x41, 0, 0x41, 1, 0x36, 2, 0])),
            ""
        );
    }

    #[test]
    fn later_instructions_are_refused_by_name() {
        // Three zeroes, then memory.fill.
        let bulk = module(PLAIN, &[0x41, 0, 0x41, 0, 0x41, 0, 0xfc, 11, 0]);
        assert!(
            complaint(&bulk).contains("bulk memory"),
            "{}",
            complaint(&bulk)
        );
        // i32.const 0, i32.extend8_s, drop
        let sign = module(PLAIN, &[0x41, 0, 0xc0, 0x1a]);
        assert!(
            complaint(&sign).contains("sign extension"),
            "{}",
            complaint(&sign)
        );
        // f32.const 0, i32.trunc_sat_f32_s, drop
        let saturating = module(PLAIN, &[0x43, 0, 0, 0, 0, 0xfc, 0, 0x1a]);
        assert!(
            complaint(&saturating).contains("saturating"),
            "{}",
            complaint(&saturating)
        );
        // ref.null func, drop
        let reference = module(PLAIN, &[0xd0, 0x70, 0x1a]);
        assert!(
            complaint(&reference).contains("reference types"),
            "{}",
            complaint(&reference)
        );
    }

    #[test]
    fn several_results_are_refused() {
        let two = module(&[1, 0x60, 0, 2, 0x7f, 0x7f], &[0x41, 0, 0x41, 0]);
        assert!(
            complaint(&two).contains("multi-value"),
            "{}",
            complaint(&two)
        );
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(!complaint(b"<!doctype html>").is_empty());
    }
}
