//! Which dataset to ask: the one inside the program, or a file.

use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::Args;
use mcpvet::advisory::Date;
use mcpvet::pack::Pack;

use crate::exit::Failure;

#[derive(Args)]
pub(crate) struct DataArgs {
    /// Use this advisory pack instead of the one inside the program
    #[arg(long, value_name = "FILE", global = true)]
    pack: Option<PathBuf>,
}

/// The bytes of a dataset.
pub(crate) enum Dataset {
    Bundled,
    Read(Vec<u8>),
}

impl DataArgs {
    pub(crate) fn load(&self) -> Result<Dataset, Failure> {
        let Some(path) = &self.pack else {
            return Ok(Dataset::Bundled);
        };
        let failure =
            |error: &dyn std::fmt::Display| Failure::Data(format!("{}: {error}", path.display()));
        let bytes = std::fs::read(path).map_err(|error| failure(&error))?;
        Pack::open(&bytes).and_then(|pack| pack.verify()).map_err(|error| failure(&error))?;
        Ok(Dataset::Read(bytes))
    }
}

impl Dataset {
    pub(crate) fn pack(&self) -> Result<Pack<'_>, Failure> {
        match self {
            Self::Bundled => Ok(Pack::bundled()),
            Self::Read(bytes) => {
                Pack::open(bytes).map_err(|error| Failure::Data(error.to_string()))
            }
        }
    }
}

/// The day in UTC.
pub(crate) fn today() -> Result<Date, Failure> {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    Date::from_unix_days((seconds / 86_400) as i64)
        .ok_or(Failure::Data("the clock of this machine tells no day".to_owned()))
}

/// The day that an argument names, or SOURCE_DATE_EPOCH, or today.
pub(crate) fn day(argument: Option<Date>) -> Result<Date, Failure> {
    if let Some(day) = argument {
        return Ok(day);
    }
    let Ok(text) = std::env::var("SOURCE_DATE_EPOCH") else { return today() };
    let seconds: Option<i64> = text.trim().parse().ok();
    let day = seconds.and_then(|seconds| Date::from_unix_days(seconds.div_euclid(86_400)));
    day.ok_or_else(|| Failure::Usage("SOURCE_DATE_EPOCH: expected seconds since 1970".to_owned()))
}

/// Fails when a pack is older than the given number of days.
pub(crate) fn check_age(pack: &Pack<'_>, most_days: u32) -> Result<(), Failure> {
    let built =
        pack.built().ok_or(Failure::Data("the age of the dataset is not known".to_owned()))?;
    let today = today()?;
    match today.days_since(built) {
        age if age > i64::from(most_days) => Err(Failure::Data(format!(
            "the dataset of {built} is {age} days old, more than the {most_days} of --max-data-age: update mcpvet"
        ))),
        _ => Ok(()),
    }
}
