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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn request(id: i32) -> Message {
        Request::new(id.into(), "textDocument/hover".to_owned(), json!({})).into()
    }

    fn cancel(id: &Value) -> Message {
        let params = json!({ "id": id });
        lsp_server::Notification::new("$/cancelRequest".to_owned(), params).into()
    }

    #[test]
    fn a_request_that_is_taken_back_is_answered_at_once_and_leaves() {
        let mut waiting = Waiting::default();
        assert!(waiting.add(request(1)).is_none() && waiting.add(request(2)).is_none());
        let answer = waiting.add(cancel(&json!(1))).unwrap();
        let answer = serde_json::to_value(answer).unwrap();
        assert_eq!(answer.pointer("/id"), Some(&json!(1)));
        assert_eq!(answer.pointer("/error/code"), Some(&json!(-32800)));
        assert!(matches!(waiting.next(), Some(Message::Request(one)) if one.id == 2.into()));
        assert!(waiting.is_empty());
    }

    #[test]
    fn a_request_that_does_not_wait_cannot_be_taken_back() {
        let mut waiting = Waiting::default();
        assert!(waiting.add(cancel(&json!(1))).is_none());
        assert!(waiting.add(cancel(&json!("one"))).is_none());
        assert!(waiting.add(cancel(&Value::Null)).is_none());
        // What cannot be a cancellation stays among the messages, where it is passed over.
        assert!(matches!(waiting.next(), Some(Message::Notification(_))));
    }
}
