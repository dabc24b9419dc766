//! From text to tree: the only file that knows pest.
//!
//! The grammar says what may appear; [`PRECEDENCE`] says what binds how; the functions of
//! [`Reader`] make one node each. `Rule`, which pest makes from the grammar, stays in this file.

use std::sync::LazyLock;

use pest::Parser;
use pest::error::{ErrorVariant, InputLocation};
use pest::iterators::{Pair, Pairs};
use pest::pratt_parser::{Assoc, Op, PrattParser};
use pest_derive::Parser;

use super::ast::{Aggregate, BinaryOp, Expr, ExprKind, Ident};
use super::complaint::{self, Wanted};
use super::operand::{Enclosed, Operand, Read, node, too_deep};
use super::plain::{is_keyword, plain};
use super::token::{Token, TokenKind, place};
use super::{date, number};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Segments, Span};
use crate::text::Text;

#[derive(Parser)]
#[grammar = "../grammar/expression.pest"]
struct Grammar;

/// Binding strength, loosest first. The only statement of precedence in the crate.
static PRECEDENCE: LazyLock<PrattParser<Rule>> = LazyLock::new(|| {
    let left = |rule| Op::infix(rule, Assoc::Left);
    PrattParser::new()
        .op(left(Rule::or))
        .op(left(Rule::and))
        .op(Op::prefix(Rule::not))
        .op(left(Rule::equal)
            | left(Rule::not_equal)
            | left(Rule::less)
            | left(Rule::less_or_equal)
            | left(Rule::greater)
            | left(Rule::greater_or_equal)
            | left(Rule::is_in)
            | left(Rule::not_in)
            | Op::postfix(Rule::between))
        .op(left(Rule::plus) | left(Rule::minus))
        .op(left(Rule::times) | left(Rule::divide))
        .op(Op::prefix(Rule::negate))
        .op(Op::postfix(Rule::index) | Op::postfix(Rule::field))
});

/// Signs in a row before one operand.
const MOST_PREFIXES: usize = 64;

/// Reads one expression; its bounds have been checked.
///
/// # Errors
///
/// As [`parse`](super::parse), without the limits on bytes and brackets.
pub(super) fn read(text: &str, pieces: &Segments) -> Result<Expr, Diagnostic> {
    let reader = Reader { pieces };
    let mut expression = pairs(text, pieces)?;
    let whole = reader.child(&mut expression)?;
    let operation = reader.child(&mut whole.into_inner())?;
    Ok(reader.operation(operation)?.expr)
}

/// The tokens of an expression in written order, each with its kind and its byte offset.
///
/// # Errors
///
/// `syntax`, as [`read`].
pub(super) fn tokens<'a>(
    text: &'a str,
    pieces: &'a Segments,
) -> Result<Vec<(TokenKind, Token<'a>)>, Diagnostic> {
    let leaves = pairs(text, pieces)?
        .flatten()
        .filter(|pair| pair.as_rule() != Rule::EOI && pair.clone().into_inner().next().is_none());
    let reader = Reader { pieces };
    Ok(leaves.map(|pair| (token_kind(pair.as_rule()), reader.token(&pair))).collect())
}

fn pairs<'a>(text: &'a str, pieces: &Segments) -> Result<Pairs<'a, Rule>, Diagnostic> {
    Grammar::parse(Rule::expression, text).map_err(|error| {
        let at = match error.location {
            InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
        };
        match error.variant {
            ErrorVariant::ParsingError { positives, .. } => {
                let wanted: Vec<Wanted> = positives.into_iter().filter_map(wanted).collect();
                complaint::unexpected(text, at, &wanted, pieces)
            }
            ErrorVariant::CustomError { message } => {
                Diagnostic::new(Code::Internal, place(at..at, pieces)).with("detail", message)
            }
        }
    })
}

/// Makes nodes of pest's pairs. Every function reads the pair of one grammar rule.
#[derive(Clone, Copy)]
struct Reader<'a> {
    pieces: &'a Segments,
}

impl<'a> Reader<'a> {
    // Operators.

    fn operation(self, pair: Pair<'a, Rule>) -> Read<Operand> {
        let parts = pair.into_inner();
        self.few_prefixes(parts.clone())?;
        PRECEDENCE
            .map_primary(|atom| self.atom(atom))
            .map_prefix(|sign, operand| self.prefix(&sign, operand?))
            .map_postfix(|operand, tail| self.postfix(operand?, tail))
            .map_infix(|left, sign, right| self.infix(left?, &sign, right?))
            .parse(parts)
    }

    /// Signs before an operand are read by recursion, so that many in a row are refused first.
    fn few_prefixes(self, parts: Pairs<'a, Rule>) -> Read<()> {
        let mut count = 0;
        for part in parts {
            let is_prefix = matches!(part.as_rule(), Rule::not | Rule::negate);
            count = if is_prefix { count + 1 } else { 0 };
            if count > MOST_PREFIXES {
                return Err(too_deep(self.span(&part), MOST_PREFIXES));
            }
        }
        Ok(())
    }

    fn prefix(self, sign: &Pair<'a, Rule>, operand: Operand) -> Read<Operand> {
        let span = self.span(sign).to(operand.expr.span);
        let levels = [operand.levels];
        let inner = Box::new(operand.expr);
        let kind = match sign.as_rule() {
            Rule::not => ExprKind::Not(inner),
            _ => ExprKind::Negate(inner),
        };
        node(kind, span, levels)
    }

    fn infix(self, left: Operand, sign: &Pair<'a, Rule>, right: Operand) -> Read<Operand> {
        let rule = sign.as_rule();
        let is_comparison = binary(rule).is_none_or(BinaryOp::is_comparison);
        if is_comparison && left.is_bare_comparison {
            return Err(Diagnostic::new(Code::ChainedComparison, self.span(sign)));
        }
        let span = left.expr.span.to(right.expr.span);
        let levels = [left.levels, right.levels];
        let (left, right) = (Box::new(left.expr), Box::new(right.expr));
        let kind = match binary(rule) {
            Some(op) => ExprKind::Binary { op, left, right },
            None => ExprKind::In { item: left, set: right, negated: rule == Rule::not_in },
        };
        let whole = node(kind, span, levels)?;
        Ok(Operand { is_bare_comparison: is_comparison, ..whole })
    }

    fn postfix(self, base: Operand, tail: Pair<'a, Rule>) -> Read<Operand> {
        match tail.as_rule() {
            Rule::between => self.between(base, tail),
            Rule::index => self.index(base, tail),
            _ => self.field(base, tail),
        }
    }

    fn between(self, item: Operand, tail: Pair<'a, Rule>) -> Read<Operand> {
        let mut parts = tail.into_inner();
        let word = self.child(&mut parts)?;
        if item.is_bare_comparison {
            return Err(Diagnostic::new(Code::ChainedComparison, self.span(&word)));
        }
        let low = self.operation(self.child(&mut parts)?)?;
        self.child(&mut parts)?;
        let high = self.operation(self.child(&mut parts)?)?;
        let span = item.expr.span.to(high.expr.span);
        let levels = [item.levels, low.levels, high.levels];
        let (item, low, high) = (Box::new(item.expr), Box::new(low.expr), Box::new(high.expr));
        let whole = node(ExprKind::Between { item, low, high }, span, levels)?;
        Ok(Operand { is_bare_comparison: true, ..whole })
    }

    fn index(self, base: Operand, tail: Pair<'a, Rule>) -> Read<Operand> {
        let keys = self.enclosed(tail.into_inner())?;
        let span = base.expr.span.to(keys.span);
        let kind = ExprKind::Index { base: Box::new(base.expr), keys: keys.items };
        node(kind, span, [base.levels, keys.levels])
    }

    fn field(self, base: Operand, tail: Pair<'a, Rule>) -> Read<Operand> {
        let mut parts = tail.into_inner();
        self.child(&mut parts)?;
        let field = self.ident(&self.child(&mut parts)?)?;
        let span = base.expr.span.to(field.span);
        node(ExprKind::Field { base: Box::new(base.expr), field }, span, [base.levels])
    }

    // Operands.

    fn atom(self, pair: Pair<'a, Rule>) -> Read<Operand> {
        let token = self.token(&pair);
        let kind = match pair.as_rule() {
            Rule::conditional => return self.conditional(pair),
            Rule::quantified => return self.quantified(pair),
            Rule::round => return self.round(pair),
            Rule::square => return self.square(pair),
            Rule::named => return self.named(pair),
            Rule::number | Rule::long_period => number::read(token)?,
            Rule::date => date::read(token)?,
            Rule::text => ExprKind::Text(token.text.trim_matches('"').to_owned()),
            Rule::truth => ExprKind::Truth(plain(token.text) == "true"),
            Rule::undetermined => ExprKind::Undetermined,
            Rule::not_applicable => ExprKind::NotApplicable,
            rule => return Err(drifted(token.span(), rule)),
        };
        node(kind, token.span(), [])
    }

    fn conditional(self, pair: Pair<'a, Rule>) -> Read<Operand> {
        let mut parts = pair.into_inner();
        let word = self.span(&self.child(&mut parts)?);
        let condition = self.operation(self.child(&mut parts)?)?;
        self.child(&mut parts)?;
        let then = self.operation(self.child(&mut parts)?)?;
        self.child(&mut parts)?;
        let otherwise = self.operation(self.child(&mut parts)?)?;
        let span = word.to(otherwise.expr.span);
        let levels = [condition.levels, then.levels, otherwise.levels];
        let kind = ExprKind::If {
            condition: Box::new(condition.expr),
            then: Box::new(then.expr),
            otherwise: Box::new(otherwise.expr),
        };
        node(kind, span, levels)
    }

    fn quantified(self, pair: Pair<'a, Rule>) -> Read<Operand> {
        let mut parts = pair.into_inner();
        let word = self.child(&mut parts)?;
        let every = word.as_rule() == Rule::every_word;
        let variable = self.ident(&self.child(&mut parts)?)?;
        self.child(&mut parts)?;
        let list = self.operation(self.child(&mut parts)?)?;
        self.child(&mut parts)?;
        let condition = self.operation(self.child(&mut parts)?)?;
        let span = self.span(&word).to(condition.expr.span);
        let levels = [list.levels, condition.levels];
        let (list, condition) = (Box::new(list.expr), Box::new(condition.expr));
        node(ExprKind::Quantified { every, variable, list, condition }, span, levels)
    }

    /// `(a)`, or a range that begins with a round bracket.
    fn round(self, pair: Pair<'a, Rule>) -> Read<Operand> {
        let mut inside = self.enclosed(pair.into_inner())?;
        if inside.has_dots {
            return inside.into_range();
        }
        let inner = inside.items.pop().ok_or_else(|| drifted(inside.span, Rule::round))?;
        let expr = Expr { kind: inner.kind, span: inside.span };
        Ok(Operand { expr, levels: inside.levels, is_bare_comparison: false })
    }

    /// `[a, b]`, or a range that begins with a square bracket.
    fn square(self, pair: Pair<'a, Rule>) -> Read<Operand> {
        let inside = self.enclosed(pair.into_inner())?;
        if inside.has_dots {
            return inside.into_range();
        }
        node(ExprKind::List(inside.items), inside.span, [inside.levels])
    }

    /// A name, a call or an aggregate.
    fn named(self, pair: Pair<'a, Rule>) -> Read<Operand> {
        let mut parts = pair.into_inner();
        let name = self.ident(&self.child(&mut parts)?)?;
        let Some(arguments) = parts.next() else {
            return node(ExprKind::Name(name.text), name.span, []);
        };
        let arguments = arguments.into_inner();
        if let Some(rows) = arguments.clone().find(|part| part.as_rule() == Rule::rows) {
            return self.aggregate(&name, arguments, rows);
        }
        let inside = self.enclosed(arguments)?;
        let span = name.span.to(inside.span);
        node(ExprKind::Call { function: name, arguments: inside.items }, span, [inside.levels])
    }

    fn aggregate(
        self,
        name: &Ident,
        arguments: Pairs<'a, Rule>,
        rows: Pair<'a, Rule>,
    ) -> Read<Operand> {
        let all = [Aggregate::Sum, Aggregate::Count, Aggregate::Min, Aggregate::Max];
        let mut inside = self.enclosed(arguments)?;
        let function = all.into_iter().find(|one| one.name() == name.text);
        let body = inside.items.pop().ok_or_else(|| drifted(name.span, Rule::arguments))?;
        let mut parts = rows.into_inner();
        let for_word = self.span(&self.child(&mut parts)?);
        let function = function.ok_or_else(|| complaint::no_aggregate(name, for_word))?;
        let variable = self.ident(&self.child(&mut parts)?)?;
        self.child(&mut parts)?;
        let list = self.operation(self.child(&mut parts)?)?;
        let filter = match parts.nth(1) {
            Some(filter) => Some(self.operation(filter)?),
            None => None,
        };
        let filter_levels = filter.as_ref().map_or(0, |filter| filter.levels);
        let levels = [inside.levels, list.levels, filter_levels];
        let kind = ExprKind::Aggregate {
            function,
            body: Box::new(body),
            variable,
            list: Box::new(list.expr),
            filter: filter.map(|filter| Box::new(filter.expr)),
        };
        node(kind, name.span.to(inside.span), levels)
    }

    /// What stands between two brackets, brackets included.
    fn enclosed(self, parts: Pairs<'a, Rule>) -> Read<Enclosed> {
        let mut inside = Enclosed::default();
        self.no_bare_groups(&parts)?;
        for part in parts {
            let span = self.span(&part);
            match part.as_rule() {
                Rule::open_round | Rule::open_call | Rule::open_index => inside.span = span,
                Rule::open_square => (inside.span, inside.low_included) = (span, true),
                Rule::close_round => inside.span = inside.span.to(span),
                Rule::close_square => {
                    (inside.span, inside.high_included) = (inside.span.to(span), true);
                }
                Rule::dots => inside.has_dots = true,
                Rule::operation => {
                    let operand = self.operation(part)?;
                    inside.levels = inside.levels.max(operand.levels);
                    let items = if inside.has_dots { &mut inside.high } else { &mut inside.items };
                    items.push(operand.expr);
                }
                _ => {}
            }
        }
        Ok(inside)
    }

    /// `[1,000]` may be meant as one number or as two.
    fn no_bare_groups(self, parts: &Pairs<'a, Rule>) -> Read<()> {
        let rules = || parts.clone().map(|part| part.as_rule());
        if rules().any(|rule| matches!(rule, Rule::open_round | Rule::dots)) {
            return Ok(());
        }
        let numbers = parts.clone().flatten().filter(|part| part.as_rule() == Rule::number);
        match numbers.map(|part| self.token(&part)).find(|one| number::is_bare_group(one.text)) {
            Some(token) => Err(complaint::ambiguous_group(token)),
            None => Ok(()),
        }
    }

    // Parts.

    fn ident(self, pair: &Pair<'a, Rule>) -> Read<Ident> {
        let token = self.token(pair);
        let text = plain(token.text);
        if is_keyword(&text) {
            let wanted = Text::same(format!("`{text}`"));
            return Err(complaint::found_instead(token, wanted));
        }
        Ok(Ident { text, span: token.span() })
    }

    /// The next part of a pair, which the grammar promises.
    fn child(self, parts: &mut Pairs<'a, Rule>) -> Read<Pair<'a, Rule>> {
        parts.next().ok_or_else(|| drifted(place(0..0, self.pieces), Rule::expression))
    }

    fn token(self, pair: &Pair<'a, Rule>) -> Token<'a> {
        Token { text: pair.as_str(), start: pair.as_span().start(), pieces: self.pieces }
    }

    fn span(self, pair: &Pair<'a, Rule>) -> Span {
        self.token(pair).span()
    }
}

/// The grammar and its reader disagree.
fn drifted(span: Span, rule: Rule) -> Diagnostic {
    Diagnostic::new(Code::Internal, span).with("detail", format!("grammar rule {rule:?}"))
}

fn binary(rule: Rule) -> Option<BinaryOp> {
    Some(match rule {
        Rule::or => BinaryOp::Or,
        Rule::and => BinaryOp::And,
        Rule::equal => BinaryOp::Equal,
        Rule::not_equal => BinaryOp::NotEqual,
        Rule::less => BinaryOp::Less,
        Rule::less_or_equal => BinaryOp::LessOrEqual,
        Rule::greater => BinaryOp::Greater,
        Rule::greater_or_equal => BinaryOp::GreaterOrEqual,
        Rule::plus => BinaryOp::Add,
        Rule::minus => BinaryOp::Subtract,
        Rule::times => BinaryOp::Multiply,
        Rule::divide => BinaryOp::Divide,
        _ => return None,
    })
}

fn token_kind(rule: Rule) -> TokenKind {
    if let Some(op) = binary(rule) {
        return TokenKind::Sign(op.sign());
    }
    match rule {
        Rule::text => TokenKind::Text,
        Rule::negate => TokenKind::Negate,
        Rule::open_round => TokenKind::Open("("),
        Rule::open_square => TokenKind::Open("["),
        Rule::open_call => TokenKind::OpenBehind("("),
        Rule::open_index => TokenKind::OpenBehind("["),
        Rule::close_round => TokenKind::Close(")"),
        Rule::close_square => TokenKind::Close("]"),
        Rule::comma => TokenKind::Comma,
        Rule::dot => TokenKind::Point("."),
        Rule::dots => TokenKind::Point(".."),
        Rule::not_in => TokenKind::Sign("not in"),
        _ => TokenKind::Operand,
    }
}

/// What a grammar rule is called in a message; `None` for what need not be mentioned. Exhaustive,
/// so that a new rule needs words.
#[rustfmt::skip]
fn wanted(rule: Rule) -> Option<Wanted> {
    Some(match rule {
        Rule::expression | Rule::operation | Rule::bound | Rule::conditional | Rule::quantified
        | Rule::round | Rule::square | Rule::named | Rule::date | Rule::long_period
        | Rule::number | Rule::text | Rule::truth | Rule::undetermined | Rule::not_applicable
        | Rule::not | Rule::negate | Rule::if_word | Rule::some_word | Rule::every_word
        | Rule::open_round | Rule::open_square => Wanted::Value,
        Rule::between | Rule::between_word | Rule::or | Rule::and | Rule::is_in | Rule::not_in
        | Rule::equal | Rule::not_equal | Rule::less | Rule::less_or_equal | Rule::greater
        | Rule::greater_or_equal | Rule::plus | Rule::minus | Rule::times
        | Rule::divide => Wanted::Operator,
        Rule::name => Wanted::Name,
        Rule::then_word => Wanted::Sign("then"),
        Rule::else_word => Wanted::Sign("else"),
        Rule::satisfies_word => Wanted::Sign("satisfies"),
        Rule::in_word => Wanted::Sign("in"),
        Rule::and_word => Wanted::Sign("and"),
        Rule::close_round => Wanted::Sign(")"),
        Rule::close_square => Wanted::Sign("]"),
        Rule::comma => Wanted::Sign(","),
        Rule::EOI => Wanted::End,
        // Possible, but rarely what was meant; or silent; or inside words and numbers.
        Rule::arguments | Rule::rows | Rule::for_word | Rule::where_word | Rule::index
        | Rule::field | Rule::open_call | Rule::open_index | Rule::dots | Rule::dot
        | Rule::western_date | Rule::japanese_date | Rule::short_date | Rule::written_date
        | Rule::date_sign | Rule::era | Rule::era_letter | Rule::months | Rule::figure
        | Rule::grouped | Rule::group_sign | Rule::multiplier | Rule::suffix | Rule::digit
        | Rule::point | Rule::name_char | Rule::keyword | Rule::WHITESPACE | Rule::prefix
        | Rule::infix | Rule::operand | Rule::atom | Rule::range_end | Rule::equal_sign
        | Rule::less_sign | Rule::greater_sign | Rule::minus_sign => return None,
    })
}
