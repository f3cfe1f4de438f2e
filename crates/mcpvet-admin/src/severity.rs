//! CVSS vectors as scores and labels: for the dataset and for OSV records alike.
//!
//! Versions 2.0, 3.0, 3.1 and 4.0, told by the vector itself: <https://www.first.org/cvss/>. Versions
//! below 4 count by their base metrics alone, 4.0 by all that the vector states. All share the labels
//! of 3.1 and 4.0. One problem has several vectors where sources differ; the highest score counts. A
//! vector that cannot be read is passed over here, and [`unreadable`] names it.

use mcpvet::Severity;
use mcpvet::advisory::{Advisory, Kind};
use mcpvet::report::Score;
use serde::Serialize;

/// Longest vector that is read, in bytes; CVSS 4.0 with all of its metrics stays below 200.
const MAX_VECTOR_BYTES: usize = 512;

/// How bad a problem is for a package.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Rating {
    /// The label.
    pub severity: Severity,
    /// The highest CVSS score, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score: Option<Score>,
}

impl Rating {
    /// Rates a problem by the vectors of a package, or by those of the record where none of them can
    /// be read. Without a score the record's label stands; malware is malware whatever its score.
    #[must_use]
    pub fn new(advisory: &Advisory, vectors: &[&str]) -> Self {
        let of_record = || advisory.cvss.iter().filter_map(|vector| score(vector).ok()).max();
        let of_package = vectors.iter().filter_map(|vector| score(vector).ok()).max();
        let score = of_package.or_else(of_record);
        let severity = match (advisory.kind, score) {
            (Kind::Malware, _) => Severity::Malware,
            (Kind::Vulnerability, Some(tenths)) => Severity::from_score(tenths),
            (Kind::Vulnerability, None) => advisory.severity,
        };
        Self { severity, score: score.map(Score) }
    }
}

/// Rates an advisory by all of its vectors, and puts the one with the highest score first.
///
/// Packages that are rated on their own count too: an advisory has one severity in a pack.
pub fn rate(advisory: &mut Advisory) {
    let mut vectors = std::mem::take(&mut advisory.cvss);
    for vector in advisory.affected.iter().flat_map(|affected| &affected.cvss) {
        if !vectors.contains(vector) {
            vectors.push(vector.clone());
        }
    }
    let mut scored: Vec<_> =
        vectors.into_iter().map(|vector| (score(&vector).ok(), vector)).collect();
    scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    advisory.cvss = scored.into_iter().map(|(_, vector)| vector).collect();
    let Rating { severity, score } = Rating::new(advisory, &[]);
    (advisory.severity, advisory.score) = (severity, score.map(|score| score.0));
}

/// The vectors of a record that have no score, each with the reason.
pub fn unreadable(advisory: &Advisory) -> impl Iterator<Item = (&str, String)> {
    let of_packages = advisory.affected.iter().flat_map(|affected| &affected.cvss);
    let all = advisory.cvss.iter().chain(of_packages);
    all.filter_map(|vector| Some((vector.as_str(), score(vector).err()?)))
}

/// The base metrics that a vector must state, by how it begins; v2 has no prefix.
const BASE_METRICS: [(&str, &[&str]); 3] = [
    ("CVSS:4", &["AV", "AC", "AT", "PR", "UI", "VC", "VI", "VA", "SC", "SI", "SA"]),
    ("CVSS:3", &["AV", "AC", "PR", "UI", "S", "C", "I", "A"]),
    ("", &["AV", "AC", "Au", "C", "I", "A"]),
];

/// The score of a CVSS vector in tenths.
///
/// The library scores a vector with missing metrics as harmless, so they are asked for first. Sums
/// of decimals come out of floating point a hair off, so the tenths are rounded.
///
/// # Errors
///
/// When the text is no vector, or states too little to have a score.
pub fn score(vector: &str) -> Result<u8, String> {
    if vector.len() > MAX_VECTOR_BYTES {
        return Err("it is longer than 512 bytes".to_owned());
    }
    let required = BASE_METRICS.iter().find(|(prefix, _)| vector.starts_with(prefix));
    let states = |metric: &&&str| {
        vector.split('/').any(|part| part.split_once(':').is_some_and(|(name, _)| name == **metric))
    };
    if let Some(missing) = required.and_then(|(_, all)| all.iter().find(|metric| !states(metric))) {
        return Err(format!("the metric {missing} is missing"));
    }
    let cvss: cvss::Cvss = vector.parse().map_err(|error: cvss::Error| error.to_string())?;
    Ok((cvss.score() * 10.0).round() as u8)
}

#[cfg(test)]
mod tests {
    use mcpvet::Severity;
    use mcpvet::advisory::osv;

    use super::{rate, score, unreadable};

    #[test]
    fn scores_of_every_cvss_version_are_rounded_to_tenths() {
        for (vector, tenths) in [
            ("AV:N/AC:L/Au:N/C:P/I:P/A:P", 75),
            ("AV:N/AC:M/Au:N/C:N/I:P/A:N", 43),
            ("AV:N/AC:L/Au:N/C:C/I:C/A:C/E:F/RL:OF/RC:C", 100),
            ("CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 98),
            ("CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N", 61),
            ("CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:H/I:H/A:H", 96),
            ("CVSS:3.1/AV:L/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N", 18),
            ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N", 0),
            ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", 100),
            ("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:P/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H", 94),
            ("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:H/SC:N/SI:N/SA:N", 87),
            ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/E:U/RL:O/RC:U", 98),
            ("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", 93),
            ("CVSS:4.0/AV:L/AC:L/AT:P/PR:N/UI:N/VC:N/VI:N/VA:N/SC:N/SI:N/SA:N", 0),
        ] {
            assert_eq!(score(vector), Ok(tenths), "{vector}");
        }
    }

    #[test]
    fn what_is_no_whole_vector_has_no_score() {
        let whole = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H";
        for vector in [
            "",
            "/",
            ":",
            "9.8",
            "HIGH",
            "CVSS:3.1",
            "CVSS:3.1/",
            "CVSS:3.1/AV:N",
            "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H",
            "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:X",
            "CVSS:3.1/AV:N/AV:L/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
            "CVSS:3.2/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
            "CVSS:5.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
            "cvss:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
            "CVSS:4.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
            "(AV:N/AC:L/Au:N/C:P/I:P/A:P)",
            "AV:N/AC:L/Au:N/C:P/I:P/A:\u{1f980}",
            &format!("{whole}/{}", "E:X/".repeat(200)),
            &"/".repeat(100_000),
        ] {
            assert!(score(vector).is_err(), "{vector}");
        }
    }

    fn osv(kind: &str, top: &str, packages: &[&str]) -> mcpvet::advisory::Advisory {
        let severity = |score: &str| match score {
            "" => serde_json::json!([]),
            _ => serde_json::json!([{ "type": "CVSS_V3", "score": score }]),
        };
        let affected = packages.iter().map(|score| {
            let package = serde_json::json!({ "ecosystem": "npm", "name": "a" });
            serde_json::json!({ "package": package, "severity": severity(score) })
        });
        let record = serde_json::json!({
            "id": kind, "severity": severity(top), "affected": affected.collect::<Vec<_>>(),
            "database_specific": { "severity": "MODERATE" },
        });
        osv::read_value(&record).expect("a record")
    }

    const HIGH: &str = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N";
    const LOW: &str = "CVSS:3.1/AV:L/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N";

    #[test]
    fn an_osv_record_is_rated_by_the_highest_of_all_its_vectors() {
        for (mut record, severity, score, first) in [
            (osv("X-1", HIGH, &[]), Severity::High, Some(75), Some(HIGH)),
            (osv("X-1", "", &[LOW, HIGH, LOW]), Severity::High, Some(75), Some(HIGH)),
            (osv("X-1", "junk", &[LOW]), Severity::Low, Some(18), Some(LOW)),
            (osv("X-1", "junk", &[]), Severity::Medium, None, Some("junk")),
            (osv("X-1", "", &[]), Severity::Medium, None, None),
            (osv("MAL-1", LOW, &[]), Severity::Malware, Some(18), Some(LOW)),
        ] {
            rate(&mut record);
            let rated = (record.severity, record.score, record.cvss.first().map(String::as_str));
            assert_eq!(rated, (severity, score, first));
        }
    }

    #[test]
    fn vectors_without_a_score_are_named() {
        let record = osv("X-1", "junk", &["CVSS:3.1/AV:N", LOW]);
        let named: Vec<_> = unreadable(&record).map(|(vector, _)| vector).collect();
        assert_eq!(named, ["junk", "CVSS:3.1/AV:N"]);
    }
}
