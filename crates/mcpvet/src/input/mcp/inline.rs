//! JSON inside of something else: a link, a word of a command line.
//!
//! Every value stands where the whole stands, for the text there is encoded or escaped.

use std::borrow::Cow;

use crate::input::json::{Data, Reader, Value};
use crate::input::text::Text;
use crate::package::Span;

/// Reads one document; `None` when it is no JSON.
pub(super) fn document(text: &str, span: Span) -> Option<Value<'static>> {
    let mut reader = Reader::new(text);
    let mut value = Value::default();
    value.read(&mut reader).and_then(|()| reader.end()).ok()?;
    Some(placed(value, span))
}

/// The value with copies of its texts. Depth is bounded by the reader.
fn placed(value: Value<'_>, span: Span) -> Value<'static> {
    let text = |text: Cow<'_, str>| Text { value: text.into_owned().into(), span };
    let data = match value.data {
        Data::String(string) => return text(string).into(),
        Data::Array(elements) => {
            Data::Array(elements.into_iter().map(|element| placed(element, span)).collect())
        }
        Data::Object(members) => {
            let member = |(key, value): (Text<'_>, _)| (text(key.value), placed(value, span));
            Data::Object(members.into_iter().map(member).collect())
        }
        Data::Scalar(word) => match ["true", "false", "null"].iter().find(|it| **it == word) {
            Some(word) => Data::Scalar(word),
            None => Data::String(word.to_owned().into()),
        },
        Data::Nothing => Data::Nothing,
    };
    Value { span, data }
}
