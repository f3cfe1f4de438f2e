//! The wasm-bindgen surface of mcpvet: texts in, plain objects out.
//!
//! Everything here is conversion; what a report says is decided in the crate `mcpvet`. The module
//! brings no dataset along: the bytes of a pack go into [`Vet::new`].

use js_sys::{JSON, JsString, Uint8Array};
use mcpvet::input::FORMATS;
use mcpvet::input::limits::MAX_BYTES;
use mcpvet::launch::{self, Dialect, Subject};
use mcpvet::pack::Pack;
use mcpvet::render::{OUTPUTS, Output, Writer};
use mcpvet::rules::RuleSettings;
use mcpvet::{Checked, Checker, Ecosystem, Options, Report};
use memchr::memmem;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// One text to look at: `{ text, name, format }`.
    pub type Input;

    #[wasm_bindgen(method, getter)]
    fn text(this: &Input) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn name(this: &Input) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn format(this: &Input) -> Option<String>;

    type TextEncoder;
    /// How much of a string was encoded: `{ read, written }`, in UTF-16 units and in bytes.
    type Encoded;

    #[wasm_bindgen(constructor)]
    fn new() -> TextEncoder;
    #[wasm_bindgen(method, js_name = encodeInto)]
    fn encode_into(this: &TextEncoder, text: &JsString, into: &mut [u8]) -> Encoded;
    #[wasm_bindgen(method, getter)]
    fn read(this: &Encoded) -> u32;
    #[wasm_bindgen(method, getter)]
    fn written(this: &Encoded) -> usize;
}

/// An advisory pack, ready to be asked.
#[wasm_bindgen]
pub struct Vet {
    /// The index, and behind it the text section once that is there.
    pack: Vec<u8>,
}

/// Inputs that were checked each for itself, by numbers that the caller gives.
#[wasm_bindgen]
#[derive(Default)]
pub struct Parts(Vec<Option<Checked>>);

#[wasm_bindgen]
impl Parts {
    /// None yet.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Lets go of an input.
    pub fn remove(&mut self, number: usize) {
        if let Some(part) = self.0.get_mut(number) {
            *part = None;
        }
    }
}

#[wasm_bindgen]
impl Vet {
    /// Takes the bytes of a pack and holds each of them against its digest.
    ///
    /// # Errors
    ///
    /// When the bytes are no pack, one of another layout, cut short or altered.
    #[wasm_bindgen(constructor)]
    pub fn new(pack: Vec<u8>) -> Result<Self, JsError> {
        Pack::open(&pack)?.verify()?;
        Ok(Self { pack })
    }

    /// Takes the index of a pack alone: all but [`Vet::show`] works, and nothing is verified until
    /// the text section comes.
    ///
    /// # Errors
    ///
    /// When the bytes are no pack, one of another layout, or cut short.
    #[wasm_bindgen(js_name = fromIndex)]
    pub fn from_index(index: Vec<u8>) -> Result<Self, JsError> {
        Pack::open_index(&index)?;
        Ok(Self { pack: index })
    }

    /// Takes the text section behind the index, and holds every byte of both against the digest.
    ///
    /// # Errors
    ///
    /// When the bytes are not what belongs there.
    #[wasm_bindgen(js_name = addTexts)]
    pub fn add_texts(&mut self, texts: &[u8]) -> Result<(), JsError> {
        let whole = [&self.pack, texts].concat();
        Pack::open(&whole)?.verify()?;
        self.pack = whole;
        Ok(())
    }

    /// Checks an input for itself and keeps what it comes to under a number.
    ///
    /// # Errors
    ///
    /// When the input holds neither a string nor bytes, or a setting names no rule.
    #[wasm_bindgen(js_name = checkPart)]
    pub fn check_part(
        &self,
        parts: &mut Parts,
        number: usize,
        input: &Input,
        rules: Vec<String>,
    ) -> Result<(), JsError> {
        let text = Text::read(input)?;
        let (pack, options) = (self.open()?, options(&rules)?);
        let checked = Checker::new(&pack, &options).check(&text.input());
        if parts.0.len() <= number {
            parts.0.resize_with(number + 1, || None);
        }
        parts.0[number] = Some(checked);
        Ok(())
    }

    /// Says what the inputs of these numbers come to together.
    ///
    /// # Errors
    ///
    /// When a setting names no rule.
    pub fn report(
        &self,
        parts: &Parts,
        numbers: Vec<usize>,
        rules: Vec<String>,
    ) -> Result<JsValue, JsError> {
        to_js(&self.join(parts, &numbers, &rules)?)
    }

    /// The same as a text, in one of the forms of [`Vet::outputs`] but JSON, which JavaScript
    /// writes.
    ///
    /// # Errors
    ///
    /// When there is no such form, or a setting names no rule.
    pub fn render(
        &self,
        parts: &Parts,
        numbers: Vec<usize>,
        rules: Vec<String>,
        output: &str,
    ) -> Result<String, JsError> {
        match Output::by_id(output).map(|output| output.writer) {
            Some(Writer::Text(write)) => Ok(write(&self.join(parts, &numbers, &rules)?)),
            _ => Err(JsError::new("there is no such form: outputs() lists them")),
        }
    }

    /// The forms in which a report can be written.
    ///
    /// # Errors
    ///
    /// Never.
    pub fn outputs(&self) -> Result<JsValue, JsError> {
        let info = OUTPUTS.iter().map(|output| OutputInfo {
            id: output.id,
            title: output.title,
            extension: output.extension,
            media_type: output.media_type,
        });
        to_js(&info.collect::<Vec<_>>())
    }

    /// Says what the inputs name, without asking any advisory.
    ///
    /// # Errors
    ///
    /// When an input holds neither a string nor bytes.
    pub fn inventory(&self, inputs: Vec<Input>) -> Result<JsValue, JsError> {
        let texts = read_all(&inputs)?;
        to_js(&mcpvet::inventory(&borrow(&texts)))
    }

    /// Says for one package what every advisory about it says.
    ///
    /// # Errors
    ///
    /// When the text names no package.
    pub fn explain(&self, purl: &str) -> Result<JsValue, JsError> {
        let explanation = mcpvet::explain(&self.open()?, purl).ok_or_else(|| {
            JsError::new("the text names no package: write it like pkg:npm/mcp-remote@0.1.15")
        })?;
        to_js(&explanation)
    }

    /// The whole record of an advisory, by its id or an alias; `undefined` when there is none.
    ///
    /// # Errors
    ///
    /// When the text section is not there yet.
    pub fn show(&self, id: &str) -> Result<JsValue, JsValue> {
        let pack = Pack::open(&self.pack)
            .map_err(|_| JsError::new("the texts of the advisories are not loaded yet"))?;
        match pack.find_advisory(id).and_then(|advisory| pack.document(advisory)) {
            Some(document) => JSON::parse(document),
            None => Ok(JsValue::UNDEFINED),
        }
    }

    /// Which of two versions comes first: below zero the first one, above zero the second, zero when
    /// they are equal; `undefined` where the ecosystem has no order.
    ///
    /// # Errors
    ///
    /// When a version cannot be read by the rules of the ecosystem.
    pub fn compare(&self, ecosystem: &str, a: &str, b: &str) -> Result<Option<i8>, JsError> {
        let scheme = Ecosystem::from_name(ecosystem).and_then(Ecosystem::scheme);
        Ok(scheme.map(|scheme| scheme.compare(a, b)).transpose()?.map(|order| order as i8))
    }

    /// The formats that can be read.
    ///
    /// # Errors
    ///
    /// Never.
    pub fn formats(&self) -> Result<JsValue, JsError> {
        let info = FORMATS.iter().map(|format| FormatInfo {
            id: format.id,
            title: format.title,
            file_names: format.file_names,
        });
        to_js(&info.collect::<Vec<_>>())
    }

    /// Says what a command with its arguments starts.
    ///
    /// # Errors
    ///
    /// Never.
    #[wasm_bindgen(js_name = resolveArgv)]
    pub fn resolve_argv(&self, words: Vec<JsString>) -> Result<JsValue, JsError> {
        let words: Vec<_> = words.iter().map(String::from).collect();
        all_to_js(&launch::resolve_argv(&words.iter().map(String::as_str).collect::<Vec<_>>()))
    }

    /// Says what a line of a shell starts.
    ///
    /// # Errors
    ///
    /// When no shell has that name.
    #[wasm_bindgen(js_name = resolveLine)]
    pub fn resolve_line(&self, line: &str, shell: &str) -> Result<JsValue, JsError> {
        let dialect = Dialect::from_name(shell)
            .ok_or_else(|| JsError::new("expected the shell posix, cmd or powershell"))?;
        all_to_js(&launch::resolve_line(line, dialect))
    }

    fn open(&self) -> Result<Pack<'_>, JsError> {
        Ok(Pack::open_index(&self.pack)?)
    }

    /// A number under which nothing is kept stands for nothing.
    fn join(&self, parts: &Parts, numbers: &[usize], rules: &[String]) -> Result<Report, JsError> {
        let (pack, options) = (self.open()?, options(rules)?);
        let parts = numbers.iter().filter_map(|number| parts.0.get(*number)?.clone());
        Ok(Checker::new(&pack, &options).report(parts))
    }
}

/// Reads settings such as `SUP-001=off`.
fn options(rules: &[String]) -> Result<Options, JsError> {
    let mut settings = RuleSettings::default();
    for rule in rules {
        let (name, value) = rule.split_once('=').unwrap_or((rule, ""));
        settings.set(name, value)?;
    }
    Ok(Options { rules: settings, ..Options::default() })
}

/// A format, as JavaScript sees it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FormatInfo {
    id: &'static str,
    title: &'static str,
    file_names: &'static [&'static str],
}

/// A form of reports, as JavaScript sees it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct OutputInfo {
    id: &'static str,
    title: &'static str,
    extension: &'static str,
    media_type: &'static str,
}

/// An input whose bytes were copied into the module's memory.
struct Text {
    name: Option<String>,
    format: Option<String>,
    bytes: Vec<u8>,
}

impl Text {
    fn read(input: &Input) -> Result<Self, JsError> {
        Ok(Self { name: input.name(), format: input.format(), bytes: bytes_of(&input.text())? })
    }

    fn input(&self) -> mcpvet::Input<'_> {
        mcpvet::Input {
            name: self.name.as_deref(),
            format: self.format.as_deref(),
            bytes: &self.bytes,
            ..mcpvet::Input::default()
        }
    }
}

fn read_all(inputs: &[Input]) -> Result<Vec<Text>, JsError> {
    inputs.iter().map(Text::read).collect()
}

fn borrow(texts: &[Text]) -> Vec<mcpvet::Input<'_>> {
    texts.iter().map(Text::input).collect()
}

/// Copies at most one byte more than the core reads: it then refuses the input for its size, and a
/// gigabyte need not fit into the module's memory first.
fn bytes_of(text: &JsValue) -> Result<Vec<u8>, JsError> {
    const MOST: u32 = MAX_BYTES as u32 + 1;
    if let Some(bytes) = text.dyn_ref::<Uint8Array>() {
        return Ok(bytes.subarray(0, bytes.length().min(MOST)).to_vec());
    }
    let Some(text) = text.dyn_ref::<JsString>() else {
        return Err(JsError::new("expected a string or a Uint8Array"));
    };
    if text.length() > MOST {
        return Ok(vec![0; MOST as usize]);
    }
    let bytes = utf8(text);
    // Half a surrogate pair is encoded as U+FFFD. Asking the string itself visits every unit of it,
    // so that comes last.
    let lost = memmem::find(&bytes, "\u{FFFD}".as_bytes()).is_some() && !text.is_valid_utf16();
    Ok(if lost { utf16(text) } else { bytes })
}

/// Encodes straight into the module's memory: a string that is encoded outside and copied, or
/// copied unit by unit, takes as long as half a check.
fn utf8(text: &JsString) -> Vec<u8> {
    let encoder = TextEncoder::new();
    // Most texts have one byte a unit; what does not fit has up to three.
    let mut bytes = vec![0; text.length() as usize];
    let first = encoder.encode_into(text, &mut bytes);
    let (read, mut end) = (first.read(), first.written());
    if read < text.length() {
        bytes.resize(end + 3 * (text.length() - read) as usize, 0);
        end += encoder.encode_into(&text.slice(read, text.length()), &mut bytes[end..]).written();
    }
    bytes.truncate(end);
    bytes
}

/// Half a surrogate pair has no place in UTF-8; as UTF-16 the core sees it and says so.
fn utf16(text: &JsString) -> Vec<u8> {
    let units = core::iter::once(0xFEFF).chain(text.iter());
    units.flat_map(u16::to_le_bytes).collect()
}

/// Structs become objects with their keys in order, numbers become numbers.
fn to_js(value: &impl Serialize) -> Result<JsValue, JsError> {
    Ok(value.serialize(&Serializer::json_compatible())?)
}

/// One copy for both ways to ask.
#[inline(never)]
fn all_to_js(subjects: &[Subject]) -> Result<JsValue, JsError> {
    to_js(&subjects)
}
