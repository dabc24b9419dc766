//! stub
#![allow(missing_docs, reason="stub")]
pub mod ast;
pub fn parse(_t:&str,_p:&crate::source::Segments)->Result<ast::Expr,crate::diagnostic::Diagnostic>{Err(crate::diagnostic::Diagnostic::unplaced(crate::diagnostic::Code::Internal))}
