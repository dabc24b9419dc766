//! stub
#![allow(missing_docs, reason="stub")]
use crate::source::*;use crate::diagnostic::Diagnostic;
#[derive(Clone,Copy,Debug,PartialEq,Eq)]pub enum Style{Plain,Single,Double,Literal,Folded}
#[derive(Clone,Debug)]pub struct Scalar{pub text:String,pub span:Span,pub style:Style,pub segments:Segments}
#[derive(Clone,Debug)]pub struct Entry{pub key:Scalar,pub value:Node}
#[derive(Clone,Debug)]pub enum NodeKind{Mapping(Vec<Entry>),Sequence(Vec<Node>),Scalar(Scalar),Null}
#[derive(Clone,Debug)]pub struct Node{pub span:Span,pub kind:NodeKind}
pub fn read(_s:&Sources,_f:FileId)->(Option<Node>,Vec<Diagnostic>){(None,vec![])}
pub fn read_bytes(n:&str,b:&[u8],s:&mut Sources)->Result<FileId,Diagnostic>{Ok(s.add(n,String::from_utf8_lossy(b).into_owned()))}
