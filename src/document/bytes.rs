//! From the bytes of a file to its text.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Sources, Span};

use super::MAX_BYTES;

/// Takes a file in under the name that messages will show.
///
/// The text is kept as it is, with its line ends and, if it has one, its byte order mark; offsets
/// are those of the file.
///
/// # Errors
///
/// - `file-too-large` for more than 1 MiB; nothing of the content is looked at.
/// - `not-utf8` at the first byte that does not fit.
///
/// In both cases `sources` has the name, with the text up to the place of the finding, so that the
/// finding can be drawn.
pub fn read_bytes(
    name: impl Into<Arc<str>>,
    bytes: &[u8],
    sources: &mut Sources,
) -> Result<crate::source::FileId, Diagnostic> {
    if bytes.len() > MAX_BYTES {
        let file = sources.add(name, "");
        return Err(too_large(Span { file, start: 0, end: 0 }));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(sources.add(name, text)),
        Err(error) => {
            let sound = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let text = String::from_utf8_lossy(sound);
            let start = u32::try_from(text.len()).unwrap_or(u32::MAX);
            let file = sources.add(name, text.into_owned());
            Err(Diagnostic::new(Code::NotUtf8, Span { file, start, end: start }))
        }
    }
}

/// The finding about a file over the limit.
pub(super) fn too_large(at: Span) -> Diagnostic {
    Diagnostic::new(Code::FileTooLarge, at).with("limit", format!("{} MiB", MAX_BYTES >> 20))
}
