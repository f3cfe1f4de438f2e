//! Who needs whom where packages ask for each other by name, as in the lockfiles of Python.
//!
//! Readers add packages under the names by which others ask for them, and what is asked for. At
//! the end, each request finds its answer; of several packages of one name, those whose version
//! fits. What nothing answers is left alone: it is for another platform.

use std::borrow::Cow;

use super::lockfile::spread;
use super::text::Text;
use super::{Inventory, Level};
use crate::launch::pep508;
use crate::package::{Ecosystem, Groups, Package, Requirement, RequirementClass, Source};
use crate::requirement::intervals;
use crate::sort;
use crate::version::Scheme;

/// The packages from the first one on, and what they need.
pub(super) struct Needs<'a> {
    first: usize,
    /// The name by which others ask for each package.
    names: Vec<Cow<'a, str>>,
    requests: Vec<Request<'a>>,
    /// Whose requests follow.
    asker: u32,
}

struct Request<'a> {
    asker: u32,
    name: Cow<'a, str>,
    version: Requirement<'a>,
    groups: Groups,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Needed,
    /// Needed for an extra that perhaps nobody wants: counts where nobody else needs it.
    Optional,
    /// The other way round: the name is of one that needs the asker.
    By,
    /// The same, and without an answer the name is that of the project.
    ByProject,
}

/// What a file says about the packages that the project names itself.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Direct {
    /// All of them are asked for with groups, which go on to what those need in turn.
    Stated,
    /// Nothing, but everything that packages need: what nobody needs, the project must have named.
    Implied,
    /// Nothing, or some.
    Unknown,
}

/// The project itself as one that asks.
const PROJECT: u32 = u32::MAX;

/// One that asks for nothing.
const NOBODY: u32 = PROJECT - 1;

/// Packages of one name that are looked at; one for each platform and version of Python are few.
const MOST: usize = 32;

/// Versions that are held against a request, in all; real files need some hundred.
const COMPARISONS: usize = 100_000;

impl<'a> Needs<'a> {
    pub(super) const fn new(inventory: &Inventory<'a>) -> Self {
        let first = inventory.packages.len();
        Self { first, names: Vec::new(), requests: Vec::new(), asker: PROJECT }
    }

    /// Adds a package to which `name` leads; the requests that follow are its own.
    pub(super) fn add(
        &mut self,
        name: Cow<'a, str>,
        package: Package<'a>,
        inventory: &mut Inventory<'a>,
    ) {
        inventory.push(package);
        self.asker = NOBODY;
        // What is over a limit is not there to ask or to be asked for.
        if inventory.packages.len() > self.first + self.names.len() {
            self.asker = self.names.len() as u32;
            self.names.push(name);
        }
    }

    /// The requests that follow are those of the project.
    pub(super) const fn ask_for_project(&mut self) {
        self.asker = PROJECT;
    }

    /// Asks for a package. `groups` are given where the project itself asks; an optional one is
    /// needed for an extra that perhaps nobody wants.
    pub(super) fn ask(
        &mut self,
        name: Cow<'a, str>,
        version: Requirement<'a>,
        groups: Groups,
        is_optional: bool,
    ) {
        let kind = if is_optional { Kind::Optional } else { Kind::Needed };
        self.requests.push(Request { asker: self.asker, name, version, groups, kind });
    }

    /// Asks as `name[extra]>=1.2; marker` does.
    pub(super) fn ask_by_text(&mut self, text: &Text<'a>, groups: Groups, is_optional: bool) {
        if let Some(package) = pep508::of_requirement(text) {
            self.ask(package.name, package.requirement, groups, is_optional);
        }
    }

    /// The last package is needed by the project, or by one with this name. Whether a name without
    /// a package is that of the project, `or_project` says.
    pub(super) fn asked_by(
        &mut self,
        name: &'a str,
        is_project: bool,
        or_project: bool,
        inventory: &mut Inventory<'a>,
    ) {
        let number = (self.asker < NOBODY).then_some(self.first + self.asker as usize);
        let package = number.and_then(|number| inventory.packages.get_mut(number));
        let Some(package) = package.filter(|_| is_project || pep508::is_name(name)) else { return };
        package.direct = Some(is_project || package.direct == Some(true));
        if !is_project {
            let kind = if or_project { Kind::ByProject } else { Kind::By };
            let name = Ecosystem::PyPI.normalize(name);
            let (version, groups) = (Requirement::none(), Groups::NONE);
            self.requests.push(Request { asker: self.asker, name, version, groups, kind });
        }
    }

    /// Tells the inventory who needs whom, and which packages are direct.
    pub(super) fn finish(self, direct: Direct, inventory: &mut Inventory<'a>) {
        let steps = self.steps(&inventory.packages[self.first..]);
        let has_lost = inventory.notes.iter().any(|note| note.level == Level::Error);
        let packages = &mut inventory.packages[self.first..];
        let mut is_needed = vec![false; packages.len()];
        let mut open = Vec::new();
        for (from, to, groups) in &steps {
            let package = &mut packages[*to as usize];
            is_needed[*to as usize] = true;
            if *from == PROJECT || *groups != Groups::NONE {
                package.direct = Some(true);
                package.groups = package.groups.and(*groups);
                open.push(*to);
            }
        }
        for (package, is_needed) in packages.iter_mut().zip(is_needed) {
            match direct {
                Direct::Stated if !open.is_empty() && package.source != Source::Local => {
                    package.direct = Some(package.direct.unwrap_or_default());
                }
                Direct::Implied if !is_needed && !has_lost => package.direct = Some(true),
                _ => {}
            }
        }
        for (from, to, _) in steps.iter().filter(|step| step.0 < NOBODY) {
            inventory.need(self.first + *from as usize, self.first + *to as usize);
        }
        if direct == Direct::Stated {
            spread(&mut inventory.packages[self.first..], steps, open);
        }
    }

    /// From whom to whom each request goes.
    fn steps(&self, packages: &[Package<'a>]) -> Vec<(u32, u32, Groups)> {
        let order = sort::order(self.names.len(), &|a, b| self.names[a].cmp(&self.names[b]));
        let mut steps: Vec<(u32, u32, Groups)> = Vec::new();
        let mut is_needed = vec![false; packages.len()];
        let mut comparisons = 0;
        for is_optional in [false, true] {
            let found = steps.len();
            let is_asked = |it: &&Request<'a>| (it.kind == Kind::Optional) == is_optional;
            for Request { asker, name, version, groups, kind } in
                self.requests.iter().filter(is_asked)
            {
                let start = order.partition_point(|at| *self.names[*at] < **name);
                let same = order[start..].iter().take(MOST);
                let mut answers: Vec<usize> =
                    same.take_while(|at| self.names[**at] == *name).copied().collect();
                if answers.len() > 1 && comparisons < COMPARISONS {
                    comparisons += answers.len();
                    let mut fitting = answers.clone();
                    fitting.retain(|at| fits(&packages[*at].requirement, version));
                    answers = if fitting.is_empty() { answers } else { fitting };
                }
                if answers.is_empty() && *kind == Kind::ByProject {
                    steps.push((PROJECT, *asker, *groups));
                }
                for answer in answers {
                    let (from, to) = match kind {
                        Kind::By | Kind::ByProject => (answer as u32, *asker),
                        Kind::Needed | Kind::Optional => (*asker, answer as u32),
                    };
                    if from != to && !(is_optional && is_needed[to as usize]) {
                        steps.push((from, to, *groups));
                    }
                }
            }
            steps[found..].iter().for_each(|step| is_needed[step.1 as usize] = true);
        }
        steps
    }
}

/// Whether a version is one that is asked for.
fn fits(version: &Requirement<'_>, asked: &Requirement<'_>) -> bool {
    if asked.class == RequirementClass::None || asked.text == "*" {
        return true;
    }
    let Ok(key) = Scheme::Pep440.key(&version.text) else { return false };
    asked.text.split("||").any(|part| {
        let exact = asked.is_exact().then(|| ["==", part].concat());
        let set = intervals(Scheme::Pep440, exact.as_deref().unwrap_or(part).trim_ascii());
        set.is_ok_and(|set| set.contains(&key))
    })
}
