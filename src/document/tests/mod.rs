//! What files become, and what is said about those that become nothing.

mod hostile;
mod places;
mod refused;
mod tree;

use super::{Node, NodeKind, Scalar, read};
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Sources};

/// A file that was read.
struct File {
    sources: Sources,
    id: FileId,
    node: Option<Node>,
    findings: Vec<Diagnostic>,
}

impl File {
    fn read(text: &str) -> Self {
        let mut sources = Sources::default();
        let id = sources.add("file.yaml", text);
        let (node, findings) = read(&sources, id);
        Self { sources, id, node, findings }
    }

    /// The tree of a file without findings.
    fn sound(text: &str) -> Self {
        let file = Self::read(text);
        assert_eq!(file.found(), Vec::<String>::new(), "{text}");
        file
    }

    /// `line:column code 'quoted text'` of each finding.
    fn found(&self) -> Vec<String> {
        self.findings
            .iter()
            .map(|finding| {
                let at = finding.at.unwrap();
                let place = self.sources.position(at);
                let code = finding.code.as_str();
                format!("{}:{} {code} '{}'", place.line, place.column, self.sources.slice(at))
            })
            .collect()
    }

    /// All scalars, keys too, in the order of the file.
    fn scalars(&self) -> Vec<&Scalar> {
        let mut scalars = Vec::new();
        if let Some(node) = &self.node {
            collect(node, &mut scalars);
        }
        scalars
    }
}

fn collect<'n>(node: &'n Node, scalars: &mut Vec<&'n Scalar>) {
    match &node.kind {
        NodeKind::Mapping(entries) => {
            for entry in entries {
                scalars.push(&entry.key);
                collect(&entry.value, scalars);
            }
        }
        NodeKind::Sequence(items) => items.iter().for_each(|item| collect(item, scalars)),
        NodeKind::Scalar(scalar) => scalars.push(scalar),
        NodeKind::Null => {}
    }
}
