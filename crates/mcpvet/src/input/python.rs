//! What the files of Python's tools share: tables that say where code comes from, names of groups
//! and indexes, and versions as Poetry and Pipenv write them.

use std::borrow::Cow;

use super::Inventory;
use super::text::Text;
use super::value::{Data, Value};
use crate::launch::pep508;
use crate::launch::url::Url;
use crate::package::{Ecosystem, Groups, Package, Requirement, RequirementClass, Source, Span};

/// The note for another file.
pub(super) const INCLUDE: &str =
    "what this other file names was not checked: give that file as well";

/// The note for an index that is not the public one.
pub(super) const OTHER_INDEX: &str =
    "packages can come from another index, which advisories do not know";

/// Where code comes from when it is not the public index.
pub(super) struct Origin<'a> {
    pub(super) source: Source,
    /// What is known about the version by the place alone.
    pub(super) requirement: Option<Requirement<'a>>,
    pub(super) span: Span,
}

/// Keys whose value is a place, and what it is a place of.
const PLACES: &[(&str, Place)] = &[
    ("git", Place::Git),
    ("hg", Place::Git),
    ("svn", Place::Git),
    ("url", Place::File),
    ("file", Place::File),
    ("path", Place::File),
    ("directory", Place::Folder),
    ("editable", Place::Folder),
    ("virtual", Place::Folder),
    ("registry", Place::Index),
    ("legacy", Place::Index),
];

#[derive(Clone, Copy)]
enum Place {
    Git,
    File,
    Folder,
    Index,
}

/// Keys that say what is taken from a repository, the most exact first.
const REFERENCES: &[&str] =
    &["commit-id", "resolved_reference", "revision", "rev", "ref", "tag", "branch", "reference"];

/// What a table says about the origin: `{ git = "…", rev = "…" }`, `{ path = "…" }`,
/// `{ workspace = true }`; `None` when it names no place, or the public index.
pub(super) fn origin<'a>(table: &Value<'a>) -> Option<Origin<'a>> {
    if let Some(workspace) = table.get("workspace").filter(|it| it.is_scalar("true")) {
        return Some(Origin { source: Source::Local, requirement: None, span: workspace.span });
    }
    PLACES.iter().find_map(|(key, _)| origin_at(key, &table.get(key)?.text()?, table))
}

/// The same where another key says of which kind a place is; `table` has the reference.
pub(super) fn origin_at<'a>(kind: &str, place: &Text<'a>, table: &Value<'a>) -> Option<Origin<'a>> {
    let (text, span) = (&*place.value, place.span);
    let known = PLACES.iter().find(|(key, _)| *key == kind);
    let (source, requirement) = match known.map_or(Place::Folder, |(_, place)| *place) {
        Place::Git => {
            let named = REFERENCES.iter().find_map(|key| table.get(key)?.str());
            let behind = Url::read(text).map_or("", |url| url.fragment);
            // `git+https://host/name.git@v1`, as pip writes it; another `@` stands behind a user.
            let (repository, behind) = match text.rsplit_once('@') {
                Some((place, at)) if behind.is_empty() && !at.contains('/') => (place, at),
                _ => (text, behind),
            };
            (Source::Git, Some(pep508::of_git(repository, named.unwrap_or(behind))))
        }
        Place::Index if pep508::is_public_index(text) => return None,
        Place::Index => (Source::Url, None),
        Place::Folder => (Source::Local, Some(pep508::of_file(text))),
        Place::File => {
            let requirement = pep508::of_file(text);
            let is_path = requirement.class == RequirementClass::Path;
            (if is_path { Source::Local } else { Source::Url }, Some(requirement))
        }
    };
    Some(Origin { source, requirement, span })
}

/// A package with what is known of its version and of its origin.
pub(super) fn package<'a>(
    name: Text<'a>,
    version: Option<(Requirement<'a>, Span)>,
    origin: Option<Origin<'a>>,
) -> Package<'a> {
    let source = origin.as_ref().map_or(Source::Registry, |origin| origin.source);
    let place = origin.and_then(|origin| Some((origin.requirement?, origin.span)));
    // Of code of the project itself the version says more than the folder, of other code that was
    // fetched the version may be said by anybody.
    let stated = if source == Source::Local { version.or(place) } else { place.or(version) };
    let (requirement, span) = stated.unwrap_or((Requirement::none(), name.span));
    Package { source, ..Package::new(Ecosystem::PyPI, name.value, requirement, span) }
}

/// The group that people mean by a name of their own.
pub(super) fn group(name: &str) -> Groups {
    match name {
        "main" | "default" | "packages" => Groups::PROD,
        _ if name.starts_with("test") => Groups::TEST,
        _ => Groups::DEV,
    }
}

/// The groups in a list of their names; none when there is no list.
pub(super) fn groups(names: Option<&Value<'_>>) -> Groups {
    let names = names.map_or(&[][..], Value::elements).iter().filter_map(Value::str);
    names.fold(Groups::default(), |groups, name| groups.and(group(name)))
}

/// The indexes that a file declares, by name, and whether each is the public one.
#[derive(Default)]
pub(super) struct Indexes<'a>(Vec<(Cow<'a, str>, bool)>);

impl<'a> Indexes<'a> {
    /// Nobody has more; each name of an index in the file is looked for among them.
    const MOST: usize = 64;

    /// Adds `[{ name, url }]`, with a warning for each that is not the public one.
    pub(super) fn add(&mut self, list: Option<&Value<'a>>, inventory: &mut Inventory<'a>) {
        for index in list.map_or(&[][..], Value::elements).iter().take(Self::MOST) {
            let Some(url) = index.get("url").and_then(Value::text) else { continue };
            let public = pep508::is_public_index(&url.value);
            if !public {
                inventory.warning("other-index", OTHER_INDEX, url.span);
            }
            self.0.extend(index.get("name").and_then(Value::text).map(|n| (n.value, public)));
        }
    }

    fn is_public(&self, name: &str) -> bool {
        let declared = self.0.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        declared.map_or(name.eq_ignore_ascii_case("pypi"), |(_, public)| *public)
    }

    /// The origin by `index = "name"` or `source = "name"`.
    pub(super) fn origin(&self, table: &Value<'a>) -> Option<Origin<'a>> {
        let name = ["index", "source"].iter().find_map(|key| table.get(key)?.text())?;
        let is_other = !self.is_public(&name.value);
        is_other.then_some(Origin { source: Source::Url, requirement: None, span: name.span })
    }
}

/// Adds what `name = "^1.2"`, `name = { version = "…", git = "…" }` or a list of those asks for.
pub(super) fn add_declared<'a>(
    name: &Text<'a>,
    value: &Value<'a>,
    indexes: &Indexes<'a>,
    (groups, direct): (Groups, Option<bool>),
    inventory: &mut Inventory<'a>,
) {
    if let Data::Array(several) = &value.data {
        // One for each platform or version of Python; they hold no lists in turn.
        for one in several.iter().filter(|one| one.elements().is_empty()) {
            add_declared(name, one, indexes, (groups, direct), inventory);
        }
        return;
    }
    let version = value.text().or_else(|| value.get("version")?.text());
    let origin = origin(value).or_else(|| indexes.origin(value));
    let stated = match version.as_ref().map(|version| (declared(version), version.span)) {
        Some((Some(requirement), span)) => Some((requirement, span)),
        Some((None, span)) => {
            let message = "expected a version such as `1.2`, `^1.2` or `>=1.2,<2`";
            inventory.error("entry", message, span);
            return;
        }
        None if value.members().is_empty() => {
            let message = "expected a version or a table for this package";
            return inventory.error("entry", message, name.span);
        }
        None => None,
    };
    let optional = value.get("optional").is_some_and(|it| it.is_scalar("true"));
    let groups = if optional { Groups::OPTIONAL } else { groups };
    inventory.push(Package { groups, direct, ..package(name.clone(), stated, origin) });
}

/// A version as Poetry and Pipenv write it: also `1.2` alone, `^1.2`, `~1.2` and `*`.
pub(super) fn declared<'a>(version: &Text<'a>) -> Option<Requirement<'a>> {
    let text = version.value.trim();
    // Pipenv wrote `==>=1` for what another version of Python needs.
    let stated = text.strip_prefix("==").filter(|rest| rest.starts_with(['<', '>', '!', '~']));
    let text = stated.unwrap_or(text);
    // Poetry takes one `=` for two.
    let is_version = |rest: &&str| rest.starts_with(|c: char| c.is_ascii_digit());
    let text = text.strip_prefix('=').filter(is_version).unwrap_or(text);
    let is_plain = !text.contains([',', '|', ' ']);
    if text.is_empty() || text == "*" {
        return Some(Requirement::new(RequirementClass::Wildcard, "*"));
    }
    if text.contains('|') {
        return Some(Requirement::new(RequirementClass::Range, version.value.clone()));
    }
    if is_plain && is_version(&text) && !text.ends_with(".*") {
        return Some(Requirement::exact(version.slice(text).value));
    }
    if let Some((class, shown)) = pep508::of_specifier(text) {
        return Some(Requirement::new(class, version.slice(shown).value));
    }
    let text = with_commas(text);
    let clauses: Option<Vec<_>> = text.split(',').map(|part| clause(part.trim())).collect();
    let joined = clauses?.join(",");
    pep508::of_specifier(&joined)?;
    Some(Requirement::new(RequirementClass::Range, joined))
}

/// The same with commas between clauses: `>=1.0 <2.0` is `>=1.0,<2.0` to Poetry.
fn with_commas(text: &str) -> String {
    let signs = ['<', '>', '=', '!', '~', '^'];
    let mut joined = String::new();
    for word in text.split_ascii_whitespace() {
        let ends = word.starts_with(signs) && !joined.ends_with(signs) && !joined.ends_with(',');
        if !joined.is_empty() {
            joined.push(if ends { ',' } else { ' ' });
        }
        joined.push_str(word);
    }
    joined
}

/// One clause in the words of PEP 440: `^1.2` is `>=1.2,<2`, `~1.2` is `>=1.2,<1.3`.
fn clause(part: &str) -> Option<Cow<'_, str>> {
    let (caret, version) = match (part.strip_prefix('^'), part.strip_prefix('~')) {
        (Some(version), _) => (true, version.trim()),
        (_, Some(version)) if !version.starts_with('=') => (false, version.trim()),
        _ if part.starts_with(|c: char| c.is_ascii_digit()) => {
            return Some(Cow::Owned(["==", part].concat()));
        }
        _ => return Some(Cow::Borrowed(part)),
    };
    let digits = |part: &str| {
        let end = part.bytes().position(|b| !b.is_ascii_digit()).unwrap_or(part.len());
        part[..end].parse::<u32>().ok()
    };
    let parts: Vec<u32> = version.split('.').map_while(digits).take(8).collect();
    let last = parts.len().checked_sub(1)?;
    let at = match caret {
        true => parts.iter().position(|part| *part > 0).unwrap_or(last),
        false => last.min(1),
    };
    let mut clause = [">=", version, ",<"].concat();
    for part in &parts[..at] {
        clause.push_str(&part.to_string());
        clause.push('.');
    }
    clause.push_str(&parts[at].saturating_add(1).to_string());
    Some(Cow::Owned(clause))
}

/// Adds a list of requirements such as `name>=1.2`. Tables in it are left to whoever knows what
/// they mean: `{ include-group = "test" }` names what is read elsewhere.
pub(super) fn add_list<'a>(list: &Value<'a>, groups: Groups, inventory: &mut Inventory<'a>) {
    if !matches!(list.data, Data::Array(_) | Data::Nothing) {
        inventory.error("section", "expected a list of requirements", list.span);
    }
    for element in list.elements() {
        match (element.text(), &element.data) {
            (Some(text), _) => add_requirement(&text, groups, inventory),
            (None, Data::Object(_) | Data::Nothing) => {}
            (None, _) => inventory.error("entry", REQUIREMENT, element.span),
        }
    }
}

const REQUIREMENT: &str =
    "expected a requirement such as `name==1.2.3`; what stands here was not read";

/// Adds one requirement such as `name[extra]>=1.2; marker`, or `-e` with a place.
pub(super) fn add_requirement<'a>(text: &Text<'a>, groups: Groups, inventory: &mut Inventory<'a>) {
    let line = text.value.trim();
    let place = line.strip_prefix("-e ").or(line.strip_prefix("--editable ")).map(str::trim);
    let line = text.slice(place.unwrap_or(line));
    let found = pep508::of_requirement(&line).or_else(|| pep508::of_place(&line));
    let Some(mut package) = found else {
        return inventory.error("entry", REQUIREMENT, text.span);
    };
    if place.is_some() && package.requirement.class == RequirementClass::Path {
        package.source = Source::Local;
    }
    inventory.push(Package { groups, direct: Some(true), ..package });
}

#[cfg(test)]
mod tests {
    use super::declared;
    use crate::input::text::Text;
    use crate::package::RequirementClass as Class;

    #[test]
    fn versions_of_poetry_and_pipenv() {
        for (written, class, shown) in [
            ("*", Class::Wildcard, "*"),
            ("1.2.3", Class::Exact, "1.2.3"),
            ("==1.2.3", Class::Exact, "1.2.3"),
            ("=1.2.3", Class::Exact, "1.2.3"),
            ("1.2.*", Class::Range, "==1.2.*"),
            (">=1.2,<2", Class::Range, ">=1.2,<2"),
            ("==>=1", Class::Range, ">=1"),
            ("~=1.2", Class::Range, "~=1.2"),
            ("^1.2.3", Class::Range, ">=1.2.3,<2"),
            ("^0.2.3", Class::Range, ">=0.2.3,<0.3"),
            ("^0.0.3", Class::Range, ">=0.0.3,<0.0.4"),
            ("^0.0", Class::Range, ">=0.0,<0.1"),
            ("^0", Class::Range, ">=0,<1"),
            ("^ 1.0b1, !=1.3", Class::Range, ">=1.0b1,<2,!=1.3"),
            ("~1.2.3", Class::Range, ">=1.2.3,<1.3"),
            ("~1", Class::Range, ">=1,<2"),
            ("^4294967295", Class::Range, ">=4294967295,<4294967295"),
            ("<1 || >=2", Class::Range, "<1 || >=2"),
            (">=1.0 <2.0", Class::Range, ">=1.0,<2.0"),
            (">= 1.0  < 2.0, != 1.5", Class::Range, ">= 1.0,< 2.0,!= 1.5"),
            ("^1.2 !=1.3", Class::Range, ">=1.2,<2,!=1.3"),
        ] {
            let requirement = declared(&Text::of(written, written)).unwrap();
            assert_eq!((requirement.class, &*requirement.text), (class, shown), "{written}");
        }
        for written in ["^", "~", "^x", "latest", ">=", "^1,,2", "=>1", "1.0 2.0"] {
            assert_eq!(declared(&Text::of(written, written)), None, "{written}");
        }
    }
}
