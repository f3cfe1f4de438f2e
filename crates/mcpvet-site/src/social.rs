//! The pictures that previews of links show, one for each severity of each component, and the icons.
//!
//! They are drawn as SVG and written as PNG, with lettering as outlines: the same on every machine.

use std::collections::BTreeSet;
use std::io;

use mcpvet::advisory::Advisory;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use crate::digest::digest;
use crate::job::Job;
use crate::meaning;
use crate::picture::lettering::{Weight, line};
use crate::site::Site;

const WIDTH: u32 = 1200;
const HEIGHT: u32 = 630;

/// The shapes of the pages, so that a severity looks the same everywhere.
const SHAPES: &str = include_str!("../../../www/templates/shapes.svg");

const TEXT: &str = "#14181f";
const MUTED: &str = "#4f5969";
const BRAND: &str = "#0d6b3d";

/// The sizes of the icon, for home screens and lists of apps.
pub(crate) const ICONS: [u32; 2] = [192, 512];

/// The picture for an advisory, below the root of the site.
pub(crate) fn of_advisory(advisory: &Advisory) -> String {
    file(advisory.severity.label(), advisory.component.name())
}

fn file(severity: &str, component: &str) -> String {
    format!("images/{severity}-{component}.png")
}

/// Every picture that a page names.
pub(crate) fn jobs(site: &Site) -> Vec<Job<'_>> {
    let shapes = digest(SHAPES.as_bytes());
    let entries = site.entries.iter().map(|entry| &entry.advisory);
    let used: BTreeSet<_> =
        entries.map(|advisory| (advisory.severity.label(), advisory.component.name())).collect();
    let cards = used.into_iter().map(|(severity, component)| {
        Job::new(file(severity, component), shapes, move || {
            png(&card(severity, component)?, WIDTH, HEIGHT)
        })
    });
    let icons = ICONS.iter().map(|&size| {
        Job::new(format!("images/icon-{size}.png"), shapes, move || png(&icon(), size, size))
    });
    let home = Job::new("images/mcpvet.png", shapes, || png(&front()?, WIDTH, HEIGHT));
    cards.chain(icons).chain([home]).collect()
}

fn card(severity: &str, component: &str) -> io::Result<String> {
    let color = color(severity);
    let words = match severity {
        "malware" => "Malware".to_owned(),
        "unknown" => "Not rated yet".to_owned(),
        other => format!("{} severity", meaning::capital(other)),
    };
    frame(&format!(
        r##"<rect width="24" height="630" fill="{color}"/>
<g color="{color}"><use href="#s-{severity}" x="96" y="252" width="104" height="104"/></g>
<path d="{}" fill="{color}"/>
<path d="{}" fill="{TEXT}"/>"##,
        line(&words, Weight::Bold, 104.0, 236.0, 340.0)?,
        line(&meaning::component(component), Weight::Regular, 60.0, 236.0, 428.0)?,
    ))
}

fn front() -> io::Result<String> {
    frame(&format!(
        r#"<rect width="24" height="630" fill="{BRAND}"/>
<path d="{}" fill="{TEXT}"/><path d="{}" fill="{TEXT}"/><path d="{}" fill="{MUTED}"/>"#,
        line("Which advisories apply", Weight::Bold, 88.0, 96.0, 296.0)?,
        line("to your MCP setup?", Weight::Bold, 88.0, 96.0, 396.0)?,
        line("A private check of what you run", Weight::Regular, 48.0, 96.0, 476.0)?,
    ))
}

/// What all cards have: the mark and name above, what the site is below.
fn frame(inside: &str) -> io::Result<String> {
    Ok(format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">
<defs>{SHAPES}</defs>
<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>
<g color="{BRAND}"><use href="#s-mark" x="92" y="76" width="72" height="72"/></g>
<path d="{}" fill="{TEXT}"/>
<path d="{}" fill="{MUTED}"/>
{inside}
</svg>"##,
        line("mcpvet", Weight::Bold, 56.0, 184.0, 132.0)?,
        line(
            "Security advisories for the Model Context Protocol",
            Weight::Regular,
            36.0,
            96.0,
            560.0
        )?,
    ))
}

/// The mark with as much room around it as the roundest mask takes away.
fn icon() -> String {
    format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<defs>{SHAPES}</defs>
<rect width="32" height="32" fill="{BRAND}"/>
<g color="#ffffff"><use href="#s-mark" x="7" y="7" width="18" height="18"/></g>
</svg>"##
    )
}

/// The colours of the pages on white.
fn color(severity: &str) -> &'static str {
    match severity {
        "malware" => "#6b1fb1",
        "critical" => "#a3123a",
        "high" => "#b23c00",
        "medium" => "#7a5200",
        "low" => "#355e0f",
        _ => "#435066",
    }
}

fn png(svg: &str, width: u32, height: u32) -> io::Result<Vec<u8>> {
    let tree = Tree::from_str(svg, &Options::default()).map_err(io::Error::other)?;
    let mut pixels = Pixmap::new(width, height).ok_or(io::ErrorKind::InvalidInput)?;
    let scale = width as f32 / tree.size().width();
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    pixels.encode_png().map_err(io::Error::other)
}

#[cfg(test)]
mod tests {
    use mcpvet::Severity;
    use mcpvet::advisory::Component;

    use super::{card, icon, png};

    #[test]
    fn every_severity_of_every_component_has_a_picture() {
        for severity in Severity::ALL {
            assert!(super::SHAPES.contains(&format!("id=\"s-{}\"", severity.label())));
            for component in Component::ALL {
                assert!(card(severity.label(), component.name()).unwrap().contains("<path d=\"M"));
            }
        }
    }

    #[test]
    fn a_picture_shows_something() {
        let small = png(&card("high", "sdk").unwrap(), 120, 63).unwrap();
        let blank =
            png("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 120 63\"/>", 120, 63)
                .unwrap();
        assert!(small.len() > 4 * blank.len());
        assert_eq!(&png(&icon(), 32, 32).unwrap()[..4], b"\x89PNG");
    }
}
