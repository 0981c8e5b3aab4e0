//! Rows of a partial's table, written field by field. There are a hundred thousand of them in a
//! month of minutes, and the library's formatting takes longer than the counting.

use crate::money::{Coins, Digits, Usd};

/// Columns of a row.
pub(super) const WIDTH: usize = 16;
/// Bytes of an ordinary row.
const ROW: usize = 72;

/// A table that grows by rows.
#[derive(Debug)]
pub(super) struct Table {
    out: Vec<u8>,
    /// Fields of the row at hand.
    fields: usize,
}

impl Table {
    /// A table with this header, and room for so many rows.
    pub(super) fn new(header: &str, rows: usize) -> Self {
        let mut out = Vec::with_capacity(rows.saturating_add(2).saturating_mul(ROW));
        out.extend_from_slice(header.as_bytes());
        out.push(b'\n');
        Self { out, fields: 0 }
    }

    /// The text of it.
    pub(super) fn into_text(self) -> String {
        // Nothing but texts and numbers went in.
        String::from_utf8(self.out).unwrap_or_default()
    }

    /// The next field of the row.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        self.field().extend_from_slice(text.as_bytes());
        self
    }

    /// A whole number.
    pub(super) fn whole(&mut self, number: i64) -> &mut Self {
        let out = self.field();
        if number < 0 {
            out.push(b'-');
        }
        out.extend_from_slice(Digits::of(number.unsigned_abs().into(), 1).as_bytes());
        self
    }

    /// A count.
    pub(super) fn count(&mut self, count: u64) -> &mut Self {
        self.field().extend_from_slice(Digits::of(count.into(), 1).as_bytes());
        self
    }

    /// Dollars.
    pub(super) fn usd(&mut self, usd: Usd) -> &mut Self {
        usd.fixed().push_to(self.field());
        self
    }

    /// Coins.
    pub(super) fn coins(&mut self, coins: Coins) -> &mut Self {
        coins.fixed().push_to(self.field());
        self
    }

    /// So many empty fields.
    pub(super) fn skip(&mut self, fields: usize) -> &mut Self {
        (0..fields).for_each(|_| {
            self.field();
        });
        self
    }

    /// Ends the row; the fields that it lacks are empty.
    pub(super) fn end(&mut self) {
        self.skip(WIDTH.saturating_sub(self.fields));
        self.out.push(b'\n');
        self.fields = 0;
    }

    fn field(&mut self) -> &mut Vec<u8> {
        if self.fields > 0 {
            self.out.push(b',');
        }
        self.fields = self.fields.saturating_add(1);
        &mut self.out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_all_fields() {
        let mut table = Table::new("h", 2);
        table.text("a").whole(-5).skip(1).count(7).usd(Usd::whole(3)).end();
        table.text("b").coins(Coins::from_parts(150, 2).unwrap()).end();
        let text = table.into_text();
        assert_eq!(text, "h\na,-5,,7,3,,,,,,,,,,,\nb,1.50,,,,,,,,,,,,,,\n");
        assert!(text.lines().skip(1).all(|line| line.split(',').count() == WIDTH));
    }
}
