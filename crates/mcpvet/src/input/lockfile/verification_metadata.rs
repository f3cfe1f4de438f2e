//! `verification-metadata.xml`: checksums of everything that Gradle has fetched.
//!
//! Written by Gradle and edited by people.
//! <https://docs.gradle.org/current/userguide/dependency_verification.html>
//!
//! - Components stay after an upgrade until somebody takes them out, and plugins stand among them,
//!   so each has low confidence.
//! - A component of which only the `.pom` or `.module` was fetched is code that nothing runs; it
//!   is left out.
//! - `trusted-artifacts` and keys are rules, not components.

use crate::input::pinned;
use crate::input::text::Text;
use crate::input::xml::{Event, Reader};
use crate::input::{Format, Head, Inventory, Likeness, Paths};
use crate::package::{Confidence, Ecosystem, Package};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "gradle-verification-metadata",
    title: "verification-metadata.xml",
    file_names: &["verification-metadata.xml", "verification-metadata.dryrun.xml"],
    sniff,
    parse,
    paths: Paths::None,
};

fn sniff(head: &Head<'_>) -> Likeness {
    if head.text.contains("<verification-metadata") { Likeness::Certain } else { Likeness::No }
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let mut reader = Reader::new(text, inventory);
    let mut open: Option<Component<'a>> = None;
    loop {
        match reader.next_event() {
            Event::Open(name) => match (&*name.value, &mut open) {
                ("component", None) => open = component(&mut reader, &name),
                ("artifact", Some(component)) => {
                    let file = reader.attribute("name").map_or("", |file| &*file.value);
                    component.artifacts += 1;
                    component.lists +=
                        usize::from([".pom", ".module"].iter().any(|end| file.ends_with(end)));
                }
                _ => {}
            },
            Event::Close => {
                if let Some(component) = open.take_if(|open| reader.depth() < open.depth)
                    && (component.artifacts == 0 || component.artifacts > component.lists)
                {
                    reader.inventory.push(component.package);
                }
            }
            Event::Text(_) => {}
            Event::End => return,
        }
    }
}

/// A component that is open.
struct Component<'a> {
    package: Package<'a>,
    depth: usize,
    artifacts: usize,
    /// How many of the artifacts only list what it needs.
    lists: usize,
}

/// The package of a component; without a name it is a note.
fn component<'a>(reader: &mut Reader<'_, 'a>, element: &Text<'a>) -> Option<Component<'a>> {
    let (Some(group), Some(name)) = (reader.attribute("group"), reader.attribute("name")) else {
        let message = "expected `group` and `name`; this component was not read";
        reader.inventory.error("entry", message, element.span);
        return None;
    };
    let full = [&*group.value, ":", &*name.value].concat();
    let name = Text { value: full.into(), span: name.span };
    let package = pinned::package(Ecosystem::Maven, name, reader.attribute("version").cloned());
    let package = Package { confidence: Confidence::Low, ..package };
    Some(Component { package, depth: reader.depth(), artifacts: 0, lists: 0 })
}
