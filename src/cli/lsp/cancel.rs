//! Messages that wait, without the requests that the editor took back.

use std::collections::VecDeque;

use lsp_server::{ErrorCode, Message, Request, RequestId, Response};
use serde_json::Value;

/// Messages in the order of their arrival.
#[derive(Debug, Default)]
pub(super) struct Waiting(VecDeque<Message>);

impl Waiting {
    /// Takes in a message. If it takes back a request that waits, the answer to that is returned.
    pub(super) fn add(&mut self, message: Message) -> Option<Response> {
        let Some(id) = cancelled(&message) else {
            self.0.push_back(message);
            return None;
        };
        let at = self.0.iter().position(
            |one| matches!(one, Message::Request(Request { id: known, .. }) if *known == id),
        )?;
        self.0.remove(at);
        let code = ErrorCode::RequestCanceled as i32;
        Some(Response::new_err(id, code, "cancelled".to_owned()))
    }

    pub(super) fn next(&mut self) -> Option<Message> {
        self.0.pop_front()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The request that a message takes back.
fn cancelled(message: &Message) -> Option<RequestId> {
    let Message::Notification(notification) = message else { return None };
    if notification.method != "$/cancelRequest" {
        return None;
    }
    match notification.params.get("id")? {
        Value::Number(number) => Some(i32::try_from(number.as_i64()?).ok()?.into()),
        Value::String(text) => Some(text.clone().into()),
        _ => None,
    }
}
