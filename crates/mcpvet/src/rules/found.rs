//! What rules found: where, about which server, in which words.

use super::{Rule, RuleSeverity};
use crate::input::limits::MAX_NOTES;
use crate::input::mcp::server::Server;
use crate::package::{Package, Pointer, Span};

/// One place at which a rule fired.
pub(crate) struct Hit {
    /// The rule.
    pub(crate) rule: &'static Rule,
    /// How urgent the caller finds it.
    pub(crate) severity: RuleSeverity,
    /// The server that it is about; empty for none.
    pub(crate) server: String,
    /// What stands there, in one sentence without a full stop.
    pub(crate) message: String,
    /// Where.
    pub(crate) span: Span,
    /// The path to that place, where it is known already.
    pub(crate) pointer: Option<Pointer>,
}

/// Collects what one rule finds.
pub(crate) struct Found<'h> {
    rule: &'static Rule,
    severity: RuleSeverity,
    server: String,
    /// Where the package stands that the rule looks at.
    package: Option<(Span, Pointer)>,
    count: usize,
    hits: &'h mut Vec<Hit>,
}

impl<'h> Found<'h> {
    pub(super) const fn new(
        rule: &'static Rule,
        severity: RuleSeverity,
        hits: &'h mut Vec<Hit>,
    ) -> Self {
        Self { rule, severity, server: String::new(), package: None, count: 0, hits }
    }

    /// What follows is about this server.
    pub(crate) fn about(&mut self, server: &Server<'_>) {
        self.package = None;
        self.server.clear();
        self.server.push_str(server.name.as_ref().map_or("", |name| &name.value));
    }

    /// What follows is about the server that starts this package, if one does.
    pub(super) fn about_package(&mut self, package: &Package<'_>) {
        self.package = package.pointer.map(|pointer| (package.span, pointer));
        self.server.clear();
        self.server.push_str(package.launch.as_ref().map_or("", |launch| &launch.server));
    }

    /// The rule fires at a place; its title says all.
    pub(crate) fn at(&mut self, span: Span) {
        self.say(span, self.rule.title);
    }

    /// The rule fires at a place if there is one.
    pub(crate) fn at_each(&mut self, span: impl IntoIterator<Item = Span>) {
        span.into_iter().for_each(|span| self.at(span));
    }

    /// The rule fires at a place. The message names what stands there and never a value of `env`,
    /// of a header, of a secret flag or of a query.
    pub(crate) fn say(&mut self, span: Span, message: impl Into<String>) {
        self.count += 1;
        // A text can hold one mistake half a million times; nobody reads on.
        if self.count <= MAX_NOTES {
            self.hits.push(Hit {
                rule: self.rule,
                severity: self.severity,
                server: self.server.clone(),
                message: message.into(),
                span,
                pointer: self.package.filter(|(at, _)| *at == span).map(|(_, pointer)| pointer),
            });
        }
    }
}
