//! Files that build, start or set up something and fetch what they need by name.

pub(crate) mod compose;
pub(crate) mod devcontainer;
pub(crate) mod dockerfile;
pub(crate) mod tools;
pub(crate) mod workflow;

use super::Inventory;
use super::text::Text;
use crate::launch::of_image;
use crate::package::Package;

/// Adds an image, or a note where the text is none.
fn add_image<'a>(image: &Text<'a>, inventory: &mut Inventory<'a>) {
    match of_image(image) {
        Some(package) => inventory.push(Package { direct: Some(true), ..package }),
        None => {
            let message = "expected an image such as `registry/name:1.2.3`; it was not read";
            inventory.error("entry", message, image.span);
        }
    }
}
