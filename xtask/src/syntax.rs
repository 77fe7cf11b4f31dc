//! Holds the shipped JavaScript to the syntax that Chromium 72 reads. A script with one later operator
//! is not read at all there, and the page shows no chart and no message.

use anyhow::Result;
use oxc_allocator::Allocator;
use oxc_ast::ast;
use oxc_ast_visit::{Visit, walk};
use oxc_parser::Parser;
use oxc_span::{GetSpan, SourceType, Span};

/// The oldest browser, as esbuild's `--target` names it. This module's list belongs to it: change
/// them together.
pub const OLDEST_BROWSER: &str = "chrome72";

/// How a browser reads a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `<script>`
    Classic,
    /// `import`
    Module,
}

/// The constructs in `source` that Chromium 72 does not know, each with its line (from 1) and its
/// first words; an error when `source` is no JavaScript at all.
pub fn later_than_chromium_72(source: &str, kind: Kind) -> Result<Vec<String>> {
    let allocator = Allocator::default();
    let source_type = match kind {
        Kind::Classic => SourceType::script(),
        Kind::Module => SourceType::mjs(),
    };
    let parsed = Parser::new(&allocator, source, source_type).parse();
    if let Some(first) = parsed.diagnostics.first() {
        anyhow::bail!("not JavaScript: {first}");
    }
    let mut later = Later {
        source,
        found: Vec::new(),
        functions: 0,
    };
    later.visit_program(&parsed.program);
    Ok(later.found)
}

struct Later<'s> {
    source: &'s str,
    found: Vec<String>,
    /// How many functions the visitor stands in.
    functions: usize,
}

impl Later<'_> {
    fn note(&mut self, what: &str, span: Span) {
        let start = usize::try_from(span.start).unwrap_or(usize::MAX);
        let line = self
            .source
            .bytes()
            .take(start)
            .filter(|byte| *byte == b'\n')
            .count()
            + 1;
        let words: String = self
            .source
            .get(start..)
            .unwrap_or("")
            .chars()
            .take_while(|character| *character != '\n')
            .take(40)
            .collect();
        self.found.push(format!("{what} in line {line}: {words}"));
    }

    fn await_at(&mut self, span: Span) {
        if self.functions == 0 {
            self.note("`await` outside a function", span);
        }
    }

    fn text(&self, span: Span) -> &str {
        span.source_text(self.source)
    }
}

impl<'a> Visit<'a> for Later<'_> {
    fn visit_chain_expression(&mut self, it: &ast::ChainExpression<'a>) {
        self.note("optional chaining `?.`", it.span);
        walk::walk_chain_expression(self, it);
    }

    fn visit_logical_expression(&mut self, it: &ast::LogicalExpression<'a>) {
        if it.operator.is_coalesce() {
            self.note("nullish coalescing `??`", it.span);
        }
        walk::walk_logical_expression(self, it);
    }

    fn visit_assignment_expression(&mut self, it: &ast::AssignmentExpression<'a>) {
        if it.operator.is_logical() {
            self.note("logical assignment", it.span);
        }
        walk::walk_assignment_expression(self, it);
    }

    fn visit_numeric_literal(&mut self, it: &ast::NumericLiteral<'a>) {
        if self.text(it.span).contains('_') {
            self.note("numeric separator", it.span);
        }
    }

    fn visit_big_int_literal(&mut self, it: &ast::BigIntLiteral<'a>) {
        if self.text(it.span).contains('_') {
            self.note("numeric separator", it.span);
        }
    }

    fn visit_reg_exp_literal(&mut self, it: &ast::RegExpLiteral<'a>) {
        let text = self.text(it.span);
        let flags = text.rsplit('/').next().unwrap_or("");
        if flags.contains(['d', 'v']) {
            self.note("regular expression flag `d` or `v`", it.span);
        } else if text.contains("(?i:") || text.contains("(?-") {
            self.note("regular expression modifier", it.span);
        }
    }

    fn visit_private_identifier(&mut self, it: &ast::PrivateIdentifier<'a>) {
        self.note("private class member", it.span);
    }

    fn visit_static_block(&mut self, it: &ast::StaticBlock<'a>) {
        self.note("static block", it.span);
        walk::walk_static_block(self, it);
    }

    fn visit_accessor_property(&mut self, it: &ast::AccessorProperty<'a>) {
        self.note("accessor property", it.span);
        walk::walk_accessor_property(self, it);
    }

    fn visit_decorator(&mut self, it: &ast::Decorator<'a>) {
        self.note("decorator", it.span);
        walk::walk_decorator(self, it);
    }

    fn visit_import_expression(&mut self, it: &ast::ImportExpression<'a>) {
        if it.options.is_some() || it.phase.is_some() {
            self.note("import attributes or phase", it.span);
        }
        walk::walk_import_expression(self, it);
    }

    fn visit_import_declaration(&mut self, it: &ast::ImportDeclaration<'a>) {
        if it.with_clause.is_some() || it.phase.is_some() {
            self.note("import attributes or phase", it.span);
        }
        walk::walk_import_declaration(self, it);
    }

    fn visit_module_export_name(&mut self, it: &ast::ModuleExportName<'a>) {
        if matches!(it, ast::ModuleExportName::StringLiteral(_)) {
            self.note("module export named by a string", it.span());
        }
    }

    fn visit_variable_declaration(&mut self, it: &ast::VariableDeclaration<'a>) {
        if it.kind.is_using() {
            self.note("`using`", it.span);
        }
        walk::walk_variable_declaration(self, it);
    }

    fn visit_hashbang(&mut self, it: &ast::Hashbang<'a>) {
        self.note("`#!` line", it.span);
    }

    fn visit_function_body(&mut self, it: &ast::FunctionBody<'a>) {
        self.functions += 1;
        walk::walk_function_body(self, it);
        self.functions -= 1;
    }

    fn visit_await_expression(&mut self, it: &ast::AwaitExpression<'a>) {
        self.await_at(it.span);
        walk::walk_await_expression(self, it);
    }

    fn visit_for_of_statement(&mut self, it: &ast::ForOfStatement<'a>) {
        if it.r#await {
            self.await_at(it.span);
        }
        walk::walk_for_of_statement(self, it);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(source: &str) -> Vec<String> {
        later_than_chromium_72(source, Kind::Module).unwrap()
    }

    #[test]
    fn what_chromium_72_reads_passes() {
        let source = "
            const load = async () => { const m = await import('./a.js'); return { ...m }; };
            try { load(); } catch { console.log(import.meta.url, 10n ** 2n); }
            class Chart extends HTMLElement { kind = 'bar'; static known = true; get data() { return 1; } }
            async function each(list) { for await (const one of list) yield_(one || null); }
            const yield_ = (text) => /(?<year>\\d{4})(?<!x)/su.exec(text);
            export default Chart; export { load };
        ";
        assert_eq!(found(source), Vec::<String>::new());
    }

    #[test]
    fn each_later_construct_is_found() {
        let cases = [
            ("let b = a?.b", "?."),
            ("let b = a?.[0]", "?."),
            ("a?.()", "?."),
            ("let b = a ?? 1", "??"),
            ("a ??= 1", "logical assignment"),
            ("a ||= 1", "logical assignment"),
            ("let b = 1_000", "numeric separator"),
            ("class A { #b = 1 }", "private"),
            ("class A { #b() {} }", "private"),
            ("class A { static { a() } }", "static block"),
            ("let b = /a/d", "flag"),
            ("let b = /[a--b]/v", "flag"),
            ("await a", "await"),
            ("for await (const b of a) {}", "await"),
            (
                "import a from './a.json' with { type: 'json' }",
                "attributes",
            ),
            (
                "import('./a.json', { with: { type: 'json' } })",
                "attributes",
            ),
            ("export { a as 'b c' } from './a.js'", "string"),
            ("{ using b = a() }", "using"),
            ("#!/usr/bin/env node\nlet a", "#!"),
        ];
        for (source, expected) in cases {
            let found = found(source);
            assert!(
                found.len() == 1 && found.iter().all(|one| one.contains(expected)),
                "{source}: {found:?}"
            );
        }
    }

    #[test]
    fn the_line_is_named() {
        let found = found("let a = {}\n\nlet b = a?.c");
        assert_eq!(found, ["optional chaining `?.` in line 3: a?.c"]);
    }

    #[test]
    fn what_is_no_javascript_is_an_error() {
        assert!(later_than_chromium_72("<!doctype html>", Kind::Classic).is_err());
        assert!(later_than_chromium_72("import.meta", Kind::Classic).is_err());
    }
}
