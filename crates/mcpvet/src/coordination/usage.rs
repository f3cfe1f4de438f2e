//! Which groups concern a project, by the official SDKs that it uses.

use serde::Serialize;

use super::{Coordination, Group, State};
use crate::package::Ecosystem;
use crate::report::{InventoryReport, PackageInfo, Report, SourceInventory, Verdict};

/// A package of an official SDK that a project uses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SdkUse {
    /// The SDK.
    pub sdk: String,
    /// The package.
    pub package: String,
    /// Its version, or what is required of it.
    pub version: String,
    /// Where it stands: `package-lock.json:12`.
    pub place: String,
    /// The advisories that apply, or could apply.
    pub advisories: Vec<String>,
}

/// A group of which a sibling applies to a project, and what the siblings say about each SDK in use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Concern {
    /// The group.
    pub group: String,
    /// What goes wrong.
    pub title: String,
    /// Every SDK package in use, whether or not an advisory of the group applies to it.
    pub uses: Vec<Affair>,
}

/// What a group says about one SDK package in use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Affair {
    /// The package in use; its advisories are those of the group.
    #[serde(flatten)]
    pub used: SdkUse,
    /// What the group says about the SDK.
    pub state: State,
    /// The repaired versions that the advisories which apply name, or else all of the SDK.
    pub fixed: Vec<String>,
}

impl Coordination {
    /// The packages of official SDKs that an inventory holds, with what a report of the same inputs
    /// found about them.
    #[must_use]
    pub fn uses(&self, inventory: &InventoryReport, report: &Report) -> Vec<SdkUse> {
        let packages = inventory.results.iter().flat_map(|result| {
            result.packages.iter().filter_map(move |info| self.sdk_use(result, info, report))
        });
        packages.collect()
    }

    fn sdk_use(
        &self,
        result: &SourceInventory,
        info: &PackageInfo,
        report: &Report,
    ) -> Option<SdkUse> {
        let ecosystem = Ecosystem::from_name(info.ecosystem?)?;
        let sdk = self.sdk_of(ecosystem, &info.name)?;
        let source = &result.source.name;
        let same = report.results.iter().filter(|result| result.source.name == *source);
        let found = same.flat_map(|result| &result.packages).find(|found| found.package == *info);
        let findings = found.iter().flat_map(|found| &found.findings);
        let open = findings.filter(|finding| finding.verdict != Verdict::Unaffected);
        Some(SdkUse {
            sdk: sdk.id.clone(),
            package: info.name.clone(),
            version: info.version.clone().or(info.requirement.clone()).unwrap_or_default(),
            place: format!("{source}:{}", info.location.line),
            advisories: open.map(|finding| finding.id.clone()).collect(),
        })
    }
}

/// The groups of which an advisory applies to a package in use, with all SDKs in use.
#[must_use]
pub fn concerns(groups: &[Group], uses: &[SdkUse]) -> Vec<Concern> {
    let applies = |group: &Group| uses.iter().any(|used| !hits(group, used).is_empty());
    let concern = |group: &Group| Concern {
        group: group.id.clone(),
        title: group.title.clone(),
        uses: uses.iter().map(|used| affair(group, used)).collect(),
    };
    groups.iter().filter(|group| applies(group)).map(concern).collect()
}

fn affair(group: &Group, used: &SdkUse) -> Affair {
    let row = group.row(&used.sdk);
    let hits = hits(group, used);
    let fixed = row.map_or_else(Vec::new, |row| match hits.as_slice() {
        [] => row.fixed(),
        hits => row.fixed_of(hits),
    });
    Affair {
        used: SdkUse { advisories: hits, ..used.clone() },
        state: row.map_or(State::Unknown, |row| row.state),
        fixed: fixed.into_iter().map(str::to_owned).collect(),
    }
}

fn hits(group: &Group, used: &SdkUse) -> Vec<String> {
    used.advisories.iter().filter(|id| group.holds(id)).cloned().collect()
}
