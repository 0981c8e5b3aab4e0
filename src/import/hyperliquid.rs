//! Hyperliquid user fills that carry a liquidation.
//!
//! ```json
//! {"channel":"userFills","data":{"user":"0x36…","fills":[{"coin":"BTC","px":"66653.0",
//!  "sz":"0.001","side":"A",
//!  "time":1781528065899,"dir":"Open Short","tid":745210434703679,
//!  "liquidation":{"liquidatedUser":"0x36…","markPx":"66607.0","method":"market"}}]}}
//! ```
//!
//! Documentation:
//! <https://hyperliquid.gitbook.io/hyperliquid-docs/for-developers/api/websocket/subscriptions>, as
//! of 2026-11. Also a list of fills, or single fills, as the `userFills` request answers.
//!
//! Our field: theirs; why.
//!
//! - `time`: `time`
//! - `symbol`: `coin`
//! - `closed`: `side` (`A` sold, `B` bought) and whose fill it is; the liquidated user's own sale
//!   closed a long; its counterparty's sale means that the liquidated user bought, which closed a
//!   short
//! - `qty`: `sz`; coins
//! - `price`: `px`; of the fill
//!
//! Whose fill it is: `user` of the message against `liquidatedUser`; without a `user`, a fill that
//! opens a position (`dir`) is a counterparty's, and anything else is a reject, never a guess.
//! Coverage: per user only, there is no public feed. Duplicate: a `tid` seen before.

use super::feed::Feed;
use super::intake::{Draft, Intake, Outcome};
use super::json::Json;
use super::worth::Worth;
use crate::error::{Error, Kind, Result};
use crate::event::{Coverage, PriceKind, QtyUnit, Side};
use crate::time::Unit;

/// The feed.
pub(super) const FEED: Feed = Feed::messages("hyperliquid-json", is, read);

fn is(message: Json<'_>) -> bool {
    is_fill(message) || fills(message).is_ok_and(|(fills, _)| fills.is_some())
}

fn is_fill(message: Json<'_>) -> bool {
    let keys = message.pick(["coin", "px", "sz", "side", "tid"]);
    keys.is_ok_and(|keys| keys.iter().all(Option::is_some))
}

/// The fills of a message, and whose they are.
fn fills(message: Json<'_>) -> Result<(Option<Json<'_>>, Option<Json<'_>>)> {
    let [channel, data] = message.pick(["channel", "data"])?;
    let ours = channel.is_some_and(|channel| {
        matches!(channel.bytes(), b"\"userFills\"" | b"\"userEvents\"" | b"\"user\"")
    });
    match data.filter(|data| ours && data.is_object()) {
        None => Ok((None, None)),
        Some(data) => {
            let [fills, user] = data.pick(["fills", "user"])?;
            Ok((fills, user))
        }
    }
}

fn read(message: Json<'_>, intake: &mut Intake<'_>) -> Result<()> {
    if is_fill(message) {
        intake.row(|intake| read_fill(message, None, intake));
        return Ok(());
    }
    let (fills, user) = fills(message)?;
    intake.each(fills, |fill, _, intake| read_fill(fill, user, intake))
}

fn read_fill(fill: Json<'_>, user: Option<Json<'_>>, intake: &mut Intake<'_>) -> Result<Outcome> {
    let [liquidation, coin, px, sz, side, time, tid, dir] =
        fill.pick(["liquidation", "coin", "px", "sz", "side", "time", "tid", "dir"])?;
    let Some(liquidation) = liquidation else {
        return Ok(Outcome::Other("fill without a liquidation"));
    };
    let symbol = Json::need(coin, "coin")?;
    let own = is_own(liquidation, user, dir)?;
    let sold = match Json::need(side, "side")?.as_ref() {
        "A" => Side::Long,
        "B" => Side::Short,
        other => {
            let unknown = Kind::UnknownName { known: "A, B", found: other.into() };
            return Err(Error::new(unknown).in_field("side"));
        }
    };
    let draft = Draft {
        time: Json::time(time, "time", Unit::Millis)?,
        venue: "hyperliquid",
        symbol: symbol.as_bytes(),
        closed: if own { sold } else { sold.other() },
        qty: Json::exact(sz, "sz")?,
        unit: QtyUnit::Base,
        worth: Worth::Coins,
        price: Json::exact(px, "px")?,
        kind: PriceKind::Trade,
        fill: None,
        coverage: Coverage::Unstated,
    };
    let tid = Json::need(tid, "tid")?;
    intake.event(Some(&[b"hyperliquid", tid.as_bytes()]), &draft)
}

/// Whether the fill is the liquidated user's own.
fn is_own(liquidation: Json<'_>, user: Option<Json<'_>>, dir: Option<Json<'_>>) -> Result<bool> {
    let [liquidated] = liquidation.pick(["liquidatedUser"])?;
    let liquidated = Json::need(liquidated, "liquidatedUser")?;
    if user.is_some() {
        return Ok(Json::need(user, "user")?.eq_ignore_ascii_case(&liquidated));
    }
    let opens = dir.is_some_and(|dir| dir.bytes().starts_with(b"\"Open "));
    if opens {
        return Ok(false);
    }
    Err(Error::missing("the user whose fill this is").in_field("user"))
}
