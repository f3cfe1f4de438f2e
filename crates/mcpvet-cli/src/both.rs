//! The inputs of a command as a report and as an inventory, each read once from its place.

use mcpvet::evidence::InputDigest;
use mcpvet::pack::Pack;
use mcpvet::report::{InventoryReport, Report};
use mcpvet::{Checked, Checker, Options};

use crate::exit::Failure;
use crate::inputs::{Answer, InputArgs, Source};
use crate::terminal::TerminalArgs;

/// What was read.
pub(crate) struct Both {
    pub(crate) report: Report,
    pub(crate) inventory: InventoryReport,
    /// The digest of every input that could be read.
    pub(crate) digests: Vec<InputDigest>,
}

/// Reads every input.
pub(crate) fn read(
    inputs: &InputArgs,
    pack: &Pack<'_>,
    terminal: &TerminalArgs,
    for_people: bool,
) -> Result<Both, Failure> {
    let options = Options::default();
    let checker = Checker::new(pack, &options);
    let look = |source: Source<'_>| {
        let input = &source.input;
        Ok(Answer::Is(match source.error {
            Some(error) => (Checked::unread(input, error.to_owned()), None),
            None => {
                let digest = InputDigest::of(input.name.unwrap_or_default(), input.bytes);
                (checker.check(input), Some((mcpvet::inventory(&[*input]), digest)))
            }
        }))
    };
    let answers = inputs.find()?.each(terminal, for_people, look)?;
    let (mut parts, mut inventory, mut digests) = (Vec::new(), mcpvet::inventory(&[]), Vec::new());
    for answer in answers {
        let Answer::Is((checked, read)) = answer else { continue };
        parts.push(checked);
        if let Some((read, digest)) = read {
            inventory.results.extend(read.results);
            digests.push(digest);
        }
    }
    Ok(Both { report: checker.report(parts), inventory, digests })
}
