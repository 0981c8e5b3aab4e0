//! The split as nodes and links: from the freed money through groups to channels.

use super::channel::{Channel, Group};
use super::shares::Part;
use crate::error::Result;
use crate::money::Usd;

/// A diagram whose links balance at every node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sankey {
    /// The nodes; the first is the source.
    pub nodes: Vec<Node>,
    /// The links, from left to right.
    pub links: Vec<Link>,
}

/// A box of the diagram.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its key.
    pub id: &'static str,
    /// What it says.
    pub label: &'static str,
    /// What flows through it.
    pub usd: Usd,
}

/// A band between two boxes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// Key of the node on the left.
    pub from: &'static str,
    /// Key of the node on the right.
    pub to: &'static str,
    /// Its width.
    pub usd: Usd,
}

/// Key of the source.
const FREED: &str = "freed";

impl Sankey {
    /// The diagram of a split. Channels of a group hang below their group.
    ///
    /// # Errors
    /// Overflow of a sum.
    pub fn of(parts: &[Part]) -> Result<Self> {
        let total = sum(parts.iter())?;
        let mut diagram = Self {
            nodes: vec![Node { id: FREED, label: "Freed money", usd: total }],
            links: Vec::new(),
        };
        for part in parts.iter().filter(|part| part.channel.group().is_none()) {
            diagram.hang(FREED, part.channel, part.usd);
        }
        for group in Group::ALL {
            diagram.hang_group(group, parts)?;
        }
        Ok(diagram)
    }

    fn hang_group(&mut self, group: Group, parts: &[Part]) -> Result<()> {
        let own = || parts.iter().filter(|part| part.channel.group() == Some(group));
        if own().next().is_none() {
            return Ok(());
        }
        let usd = sum(own())?;
        self.nodes.push(Node { id: group.as_str(), label: group.label(), usd });
        self.links.push(Link { from: FREED, to: group.as_str(), usd });
        for part in own() {
            self.hang(group.as_str(), part.channel, part.usd);
        }
        Ok(())
    }

    fn hang(&mut self, from: &'static str, channel: Channel, usd: Usd) {
        let id = channel.as_str();
        self.nodes.push(Node { id, label: channel.label(), usd });
        self.links.push(Link { from, to: id, usd });
    }
}

fn sum<'a>(parts: impl Iterator<Item = &'a Part>) -> Result<Usd> {
    let mut total = Usd::ZERO;
    for part in parts {
        total = total.plus(part.usd)?;
    }
    Ok(total)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flows::Shares;

    #[test]
    fn groups_stand_between_the_source_and_their_channels() {
        let given =
            [(Channel::Usdc, "0.25"), (Channel::Usdt, "0.25"), (Channel::StrongerHolders, "0.5")];
        let given: Vec<_> = given.iter().map(|(c, share)| (*c, share.parse().unwrap())).collect();
        let parts = Shares::new(&given).unwrap().split("100".parse().unwrap()).unwrap();
        let diagram = Sankey::of(&parts).unwrap();
        let links: Vec<_> =
            diagram.links.iter().map(|link| (link.from, link.to, link.usd.to_string())).collect();
        let link = |from, to, usd: &str| (from, to, usd.to_owned());
        assert_eq!(
            links,
            [
                link("freed", "stronger_holders", "50.00"),
                link("freed", "stablecoins", "50.00"),
                link("stablecoins", "usdc", "25.00"),
                link("stablecoins", "usdt", "25.00"),
            ]
        );
        assert_eq!(diagram.nodes.len(), 5);
        assert_eq!(diagram.nodes[0].usd.to_string(), "100.00");
    }
}
