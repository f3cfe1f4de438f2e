//! Workflows of GitHub Actions, and actions that are made of steps: what they use.
//!
//! <https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax>
//!
//! - `uses: owner/repository/path@ref` of steps and jobs is an action; `./path` is in the project
//!   itself, `docker://image` an image.
//! - `container` and `services` of a job are images.
//! - A full hash is a commit; `v4` and `v4.1.2` name versions by custom; other words are branches.
//! - What `run` installs is not read.

use super::{add_image, text_of};
use crate::input::json::Value;
use crate::input::text::{Text, past};
use crate::input::{Format, Head, Inventory, Likeness, Paths, yaml};
use crate::launch::{is_dynamic, npm_spec};
use crate::package::{Ecosystem, Package, Requirement, RequirementClass, Source};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "github-workflow",
    title: "GitHub Actions workflow",
    file_names: &["action.yml", "action.yaml"],
    sniff,
    parse,
    paths: Paths::YamlPath,
};

fn sniff(head: &Head<'_>) -> Likeness {
    let has = |start: &str| head.begins(start);
    let inside = |word: &str| head.any_line(&|line| past(line, "- ").starts_with(word));
    let on = has("on:") || has("\"on\":") || has("'on':");
    let steps = inside("runs-on:") || inside("uses:");
    match (has("jobs:") && steps, has("runs:") && inside("using:")) {
        (true, _) if on => Likeness::Certain,
        (true, _) | (_, true) => Likeness::Likely,
        _ => Likeness::No,
    }
}

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    for document in yaml::read_documents(text, inventory) {
        for (key, job) in mapping(document.get("jobs"), inventory) {
            if job.members().is_empty() {
                inventory.error("entry", "expected a mapping for this job", key.span);
            }
            add_job(job, inventory);
        }
        if let Some(runs) = document.get("runs") {
            add_used(runs.get("image"), inventory);
            add_steps(runs, inventory);
        }
    }
}

fn add_job<'a>(job: &Value<'a>, inventory: &mut Inventory<'a>) {
    add_used(job.get("uses"), inventory);
    let services = mapping(job.get("services"), inventory).iter().map(|(_, service)| service);
    for container in job.get("container").into_iter().chain(services) {
        let image = if container.is_no_object() { Some(container) } else { container.get("image") };
        if let Some(image) = text_of(image, inventory) {
            let plain = image.value.strip_prefix("docker://").unwrap_or(&image.value);
            add_image(&image.slice(plain), inventory);
        }
    }
    add_steps(job, inventory);
}

/// The members of a mapping; a note where something else stands there.
fn mapping<'v, 'a>(
    section: Option<&'v Value<'a>>,
    inventory: &mut Inventory<'a>,
) -> &'v [(Text<'a>, Value<'a>)] {
    let Some(section) = section else { return &[] };
    if section.is_no_mapping() {
        inventory.error("section", "expected a mapping", section.span);
    }
    section.members()
}

fn add_steps<'a>(job: &Value<'a>, inventory: &mut Inventory<'a>) {
    let steps = job.get("steps");
    if let Some(steps) = steps.filter(|steps| steps.is_no_list()) {
        inventory.error("section", "expected a list of steps", steps.span);
    }
    for step in steps.map_or(&[][..], Value::elements) {
        if step.is_no_object() {
            inventory.error("entry", "expected a mapping for this step", step.span);
        }
        add_used(step.get("uses"), inventory);
    }
}

fn add_used<'a>(uses: Option<&Value<'a>>, inventory: &mut Inventory<'a>) {
    let Some(uses) = text_of(uses, inventory) else { return };
    if let Some(image) = uses.value.strip_prefix("docker://") {
        return add_image(&uses.slice(image), inventory);
    }
    // An action can be built from a `Dockerfile` beside it.
    if uses.value.starts_with('.') || uses.value == "Dockerfile" {
        let requirement = Requirement::new(RequirementClass::Path, uses.value.clone());
        let package =
            Package::new(Ecosystem::GitHubActions, uses.value.clone(), requirement, uses.span);
        return inventory.push(Package { source: Source::Local, ..package });
    }
    let (path, reference) = uses.value.split_once('@').unwrap_or((&uses.value, ""));
    let mut segments = path.split('/');
    let (Some(owner), Some(repository)) = (segments.next(), segments.next()) else {
        let message = "expected an action such as `owner/name@v1`; it was not read";
        return inventory.error("entry", message, uses.span);
    };
    let name = uses.slice(&path[..owner.len() + 1 + repository.len()]);
    let reference = uses.slice(reference);
    let requirement = Requirement::new(action_class(&reference.value), reference.value.clone());
    let span = if reference.value.is_empty() { name.span } else { reference.span };
    let package = Package::new(Ecosystem::GitHubActions, name.value, requirement, span);
    inventory.push(Package { direct: Some(true), ..package });
}

/// What the reference of an action names.
pub(in crate::input) fn action_class(reference: &str) -> RequirementClass {
    let numbers = reference.strip_prefix('v').unwrap_or(reference);
    let commit = reference.len() >= 40 && reference.bytes().all(|b| b.is_ascii_hexdigit());
    let plain = |b: u8| b.is_ascii_digit() || b".*".contains(&b);
    if reference.is_empty() {
        RequirementClass::None
    } else if is_dynamic(reference) {
        RequirementClass::Dynamic
    } else if commit {
        RequirementClass::GitCommit
    } else if npm_spec::exact(numbers).is_some() {
        RequirementClass::Exact
    } else if numbers.bytes().all(plain) {
        RequirementClass::Range
    } else {
        RequirementClass::GitRef
    }
}
