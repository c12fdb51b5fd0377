//! Who takes part in an attribution: groups of concepts, each on or off.
//!
//! # Source
//! Digital economy, §9: nine groups of the concepts that act. Outcomes get no share. Policies stay as the
//! scenario has them, but for the exposure to fraud of those who go online, which belongs to platforms.

use theory::ledger::Group;
use theory::{Concepts, LEDGER};

use super::orders::Groups;
use crate::error::{Error, Result};

/// The groups, in their order.
pub const GROUPS: [(Group, &str); 9] = [
    (Group::Adoption, "adoption"),
    (Group::Substitution, "substitution"),
    (Group::Innovation, "innovation and scale"),
    (Group::Data, "data"),
    (Group::Time, "time"),
    (Group::Platforms, "platforms"),
    (Group::Space, "space and terms"),
    (Group::Sharing, "gig and sharing"),
    (Group::Services, "services and state"),
];

/// A strategy whose strength is not a policy: the exposure to fraud that it protects from.
const EXPOSURE: &str = "strategy_trust_security";

/// A set of concepts, a bit each in the order of the ledger.
pub type Set = u64;

/// A player: concepts that are switched on and off together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Player {
    /// Letter of the group, or `others`.
    pub id: String,
    /// What it is, in words.
    pub title: String,
    /// Its members, by number in the ledger; those that a run is said not to have are left out.
    pub members: Vec<usize>,
}

impl Player {
    /// The set of its members.
    #[must_use]
    pub fn set(&self) -> Set {
        self.members.iter().fold(0, |set, member| set | 1 << member)
    }
}

/// All players of an attribution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Players {
    /// The players, in the order of the groups; last the others, if they play as one.
    pub list: Vec<Player>,
    /// Whether the last player is the others.
    others: bool,
}

impl Players {
    /// The groups named, or all; those not named play together as one, so that parts still add up to the
    /// whole. A concept whose strength is 0 in `concepts` takes no part, and a group without any neither.
    ///
    /// # Errors
    /// If a group is not known or nothing is left to attribute.
    pub fn of(concepts: &Concepts, named: &[String]) -> Result<Self> {
        let letters = || GROUPS.iter().map(|(group, _)| group.letter());
        for name in named {
            if !letters().any(|letter| letter.eq_ignore_ascii_case(name)) {
                let letters: Vec<&str> = letters().collect();
                return Err(Error::refused(format!(
                    "there is no group `{name}`; the groups are {}",
                    letters.join(", ")
                )));
            }
        }
        let chosen = |group: Group| {
            let mut named = named.iter();
            named.len() == 0 || named.any(|name| group.letter().eq_ignore_ascii_case(name))
        };
        let mut list = Vec::new();
        let mut rest = Player {
            id: "others".to_owned(),
            title: String::new(),
            members: Vec::new(),
        };
        let mut merged = Vec::new();
        for (group, title) in GROUPS {
            let members: Vec<usize> = (0..LEDGER.len())
                .filter(|&k| group_of(k) == Some(group) && strength(concepts, k) != 0.0)
                .collect();
            if members.is_empty() {
                continue;
            }
            if chosen(group) {
                list.push(Player {
                    id: group.letter().to_owned(),
                    title: title.to_owned(),
                    members,
                });
            } else {
                merged.push(group.letter());
                rest.members.extend(members);
            }
        }
        if list.is_empty() {
            return Err(Error::refused(
                "there is nothing to attribute: every concept of the groups asked for is off",
            ));
        }
        let others = !merged.is_empty();
        if others {
            rest.title = format!("all of {}, together", merged.join(", "));
            list.push(rest);
        }
        Ok(Self { list, others })
    }

    /// Concepts of all players.
    #[must_use]
    pub fn everybody(&self) -> Set {
        self.list.iter().fold(0, |set, player| set | player.set())
    }

    /// Concepts of the players whose bits are set in `coalition`.
    #[must_use]
    pub fn set(&self, coalition: usize) -> Set {
        let players = self.list.iter().enumerate();
        players
            .filter(|(k, _)| coalition >> k & 1 == 1)
            .fold(0, |set, (_, player)| set | player.set())
    }

    /// What arrives one by one: single concepts, and the others as one. With it, the groups of these.
    #[must_use]
    pub fn single(&self) -> (Vec<Set>, Groups) {
        let mut arrivals = Vec::new();
        let mut groups = Vec::new();
        for (k, player) in self.list.iter().enumerate() {
            let first = arrivals.len();
            if self.others && k + 1 == self.list.len() {
                arrivals.push(player.set());
            } else {
                arrivals.extend(player.members.iter().map(|member| 1 << member));
            }
            groups.push((first..arrivals.len()).collect());
        }
        (arrivals, Groups(groups))
    }

    /// `concepts` with those of the players that are not in `present` switched off.
    #[must_use]
    pub fn apply(&self, concepts: &Concepts, present: Set) -> Concepts {
        let mut concepts = concepts.clone();
        for (k, concept) in LEDGER.iter().enumerate() {
            if self.everybody() >> k & 1 == 1 && present >> k & 1 == 0 {
                // Every member has a strength: that is how it became one.
                let _ = concepts.set_number(&format!("{}.strength", concept.key), 0.0);
            }
        }
        concepts
    }
}

/// The group in which a concept plays, by its number in the ledger.
fn group_of(k: usize) -> Option<Group> {
    let concept = &LEDGER[k];
    if concept.key == EXPOSURE {
        return Some(Group::Platforms);
    }
    GROUPS
        .iter()
        .map(|(group, _)| *group)
        .find(|group| *group == concept.group)
}

/// The strength of a concept; 0 if it has none.
fn strength(concepts: &Concepts, k: usize) -> f64 {
    let group = concepts.groups()[k];
    let path = format!("{}.strength", LEDGER[k].key);
    group.find(&path).map_or(0.0, |index| group.value(index))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    /// Digital economy, §9: 36 concepts act, and platforms have a face of I4.
    #[test]
    fn players_are_the_groups_of_the_specification() {
        let players = Players::of(&Concepts::default(), &[]).expect("players");
        let ids = |player: &Player| {
            let ids: Vec<&str> = player.members.iter().map(|&k| LEDGER[k].id).collect();
            format!("{} {}", player.id, ids.join(" "))
        };
        let list: Vec<String> = players.list.iter().map(ids).collect();
        assert_eq!(
            list,
            [
                "A A1 A2 B1 B2 G4",
                "B A3 G3",
                "C A4 A5",
                "D B3 C2 C4 G1",
                "E C1 C6",
                "F C3 C5 C10 D3 D4 D5 G2 I4",
                "G C7 D1 F2",
                "H C8 C9",
                "I B4 D2 E1 E2 E3 E4 E5 E6 F1",
            ]
        );
        assert_eq!(players.everybody().count_ones(), 37);
        let (arrivals, groups) = players.single();
        assert_eq!(arrivals.len(), 37);
        assert_eq!(groups.0[1], [5, 6]);
    }

    #[test]
    fn groups_that_are_not_named_play_as_one() {
        let players = Players::of(&Concepts::default(), &named(&["a", "F"])).expect("players");
        let ids: Vec<&str> = players.list.iter().map(|player| &*player.id).collect();
        assert_eq!(ids, ["A", "F", "others"]);
        assert_eq!(
            players.list[2].title,
            "all of B, C, D, E, G, H, I, together"
        );
        assert_eq!(players.everybody().count_ones(), 37);
        assert_eq!(players.set(0b111), players.everybody());
        let (arrivals, groups) = players.single();
        assert_eq!(groups.0, [vec![0, 1, 2, 3, 4], (5..13).collect(), vec![13]]);
        assert_eq!(
            arrivals.iter().fold(0, |all, set| all | set),
            players.everybody()
        );
    }

    #[test]
    fn what_is_off_does_not_play() {
        let mut concepts = Concepts::default();
        for key in [
            "substitutability",
            "employment_substitution",
            "online_culture",
        ] {
            assert!(concepts.switch(key, 0.0));
        }
        let players = Players::of(&concepts, &[]).expect("players");
        assert!(players.list.iter().all(|player| player.id != "B"));
        assert_eq!(players.everybody().count_ones(), 34);
        let refused = Players::of(&Concepts::off(), &[]).expect_err("nothing plays");
        assert!(refused.to_string().contains("nothing to attribute"));
        let refused = Players::of(&concepts, &named(&["J"])).expect_err("no such group");
        assert!(refused.to_string().starts_with("there is no group `J`"));
    }

    /// Switching is by strength alone: the policy of the scenario stays.
    #[test]
    fn absent_players_have_no_strength_and_present_ones_their_own() {
        let mut concepts = Concepts::default();
        concepts.speed_economy.strength = 0.5;
        concepts.strategy_trust_security.intensity = 1.0;
        let players = Players::of(&concepts, &[]).expect("players");
        assert_eq!(players.apply(&concepts, players.everybody()), concepts);
        let without = players.apply(&concepts, 0);
        assert_eq!(without.speed_economy.strength, 0.0);
        assert_eq!(without.strategy_trust_security.strength, 0.0);
        assert_eq!(without.strategy_trust_security.intensity, 1.0);
        let time = players.apply(&concepts, players.list[4].set());
        assert_eq!(time.speed_economy.strength, 0.5);
        assert_eq!(time.permeability.strength, 0.0);
    }
}
