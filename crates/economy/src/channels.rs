//! Channels: the terms of the economy's own equations that a theory may touch.
//!
//! A channel is a named term of technology, friction, institution or ownership with a neutral value. The
//! acts of a quarter read channels and never ask who wrote them; a [`crate::Theory`] writes them, once a
//! quarter, before anybody plans. A channel nobody writes holds no column and is neutral bit for bit:
//! `x · e⁰ = x`, `x · 1 = x`, `(1 − 0) · a + 0 · b = a`, `min(x, ∞) = x`.
//!
//! Online use, online shares, sellers that are online and platforms stand beside the channels, in
//! [`OnlineTrade`]: one number per household and product would be a large table of small content.
//!
//! # Source
//! Digital economy, §1 and §3: the table of channels, with its neutral values, rules and bounds.

use quantity::{Column, FirmId, HouseholdId, Id, IndustryId, maths};

use crate::online::OnlineTrade;

/// How terms of several writers make one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Combine {
    /// Logs, shares or amounts are added.
    Sum,
    /// Factors are multiplied.
    Product,
    /// Shares of what is left: `1 − (1 − a)(1 − b)`.
    Mix,
}

impl Combine {
    /// A value together with one more term.
    #[inline]
    fn with(self, value: f64, term: f64) -> f64 {
        match self {
            Self::Sum => value + term,
            Self::Product => value * term,
            Self::Mix => 1.0 - (1.0 - value) * (1.0 - term),
        }
    }
}

/// What is fixed about a channel.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Specification {
    /// Name, as in the table of channels.
    pub name: &'static str,
    /// What it is, in a sentence.
    pub description: &'static str,
    /// Who it is an attribute of.
    pub of: &'static str,
    /// Value while nobody writes it.
    pub neutral: f64,
    /// How terms combine.
    pub combine: Combine,
    /// Hard bounds on the combined value.
    pub within: (f64, f64),
    /// The act that reads it.
    pub read_by: &'static str,
}

/// One channel: a value per agent of kind `I`, or neutral for all.
#[derive(Clone, Debug, PartialEq)]
pub struct Channel<I> {
    specification: &'static Specification,
    n: usize,
    /// Empty while nobody has written.
    values: Column<I, f64>,
    /// Whether some value is not neutral, as of the last [`Channels::clip`].
    speaks: bool,
    clipped: u64,
}

impl<I: Id> Channel<I> {
    fn new(specification: &'static Specification, n: usize) -> Self {
        Self {
            specification,
            n,
            values: Column::default(),
            speaks: false,
            clipped: 0,
        }
    }

    /// The value for one agent.
    #[inline]
    #[must_use]
    pub fn at(&self, id: I) -> f64 {
        match self.values.get(id.index()) {
            Some(&value) => value,
            None => self.specification.neutral,
        }
    }

    /// Whether every value is neutral: an act may then take its plain road, which gives the same bits.
    #[inline]
    #[must_use]
    pub fn is_neutral(&self) -> bool {
        !self.speaks
    }

    /// The sum over all agents.
    #[must_use]
    pub fn total(&self) -> f64 {
        maths::sum(self.values.iter().copied())
    }

    /// What is fixed about it.
    #[must_use]
    pub fn specification(&self) -> &'static Specification {
        self.specification
    }

    /// Values cut off at a bound since it was opened.
    #[must_use]
    pub fn clipped(&self) -> u64 {
        self.clipped
    }

    /// Writes a term for one agent; several terms combine as the specification says.
    #[inline]
    pub fn write(&mut self, id: I, term: f64) {
        if self.values.is_empty() {
            self.open();
        }
        let value = &mut self.values[id];
        *value = self.specification.combine.with(*value, term);
    }

    /// Writes a term for every agent, in the order of their ids; `term` is given what is written already.
    #[inline]
    pub fn write_each(&mut self, term: impl FnMut(I, f64) -> f64) {
        if self.values.is_empty() {
            self.open();
        }
        // How terms combine is asked once, and not for every value.
        match self.specification.combine {
            Combine::Sum => self.combine_each(term, |value, term| Combine::Sum.with(value, term)),
            Combine::Product => {
                self.combine_each(term, |value, term| Combine::Product.with(value, term));
            }
            Combine::Mix => self.combine_each(term, |value, term| Combine::Mix.with(value, term)),
        }
    }

    #[inline]
    fn combine_each(
        &mut self,
        mut term: impl FnMut(I, f64) -> f64,
        with: impl Fn(f64, f64) -> f64,
    ) {
        for (k, value) in self.values.iter_mut().enumerate() {
            *value = with(*value, term(I::new(k), *value));
        }
    }

    /// Makes room at the first term ever.
    #[cold]
    fn open(&mut self) {
        self.values = Column::filled(self.n, self.specification.neutral);
    }

    /// Makes every value neutral again.
    fn reset(&mut self) {
        self.values.fill(self.specification.neutral);
        self.speaks = false;
    }

    /// Cuts values off at their bounds and counts how many were.
    fn clip(&mut self) {
        let Specification {
            within, neutral, ..
        } = *self.specification;
        self.clipped += maths::cut_off(&mut self.values, within);
        self.speaks = maths::any_of(&self.values, |value| value != neutral);
    }
}

/// Declares the channels: a field each, its specification, and the operations on all of them.
macro_rules! channels {
    ($($(#[doc = $doc:literal])+ $name:ident: $id:ident of $of:literal = $neutral:expr, $combine:ident,
        within $low:expr, $high:expr, read by $act:literal;)*) => {
        /// All channels of an economy.
        #[derive(Clone, Debug, PartialEq)]
        pub struct Channels {
            $($(#[doc = $doc])+ pub $name: Channel<$id>,)*
            /// What digital spending is made of.
            pub baskets: DigitalBaskets,
            /// Who buys and sells online, and which platforms there are.
            pub online: OnlineTrade,
            /// Which products households' habits are about.
            pub bundles: Bundles,
        }

        /// What is fixed about each channel, in the order of the table.
        pub const SPECIFICATIONS: &[Specification] = &[$(Specification {
            name: stringify!($name),
            description: concat!($($doc,)+),
            of: $of,
            neutral: $neutral,
            combine: Combine::$combine,
            within: ($low, $high),
            read_by: $act,
        },)*];

        impl Channels {
            /// Neutral channels for so many agents.
            #[must_use]
            pub fn neutral(sizes: Sizes) -> Self {
                let mut specifications = SPECIFICATIONS.iter();
                let mut next = || specifications.next().unwrap_or(&SPECIFICATIONS[0]);
                Self {
                    $($name: Channel::new(next(), sizes.of::<$id>()),)*
                    baskets: DigitalBaskets::default(),
                    online: OnlineTrade::default(),
                    bundles: Bundles::default(),
                }
            }

            /// Makes every channel neutral again, for a theory to write.
            pub fn reset(&mut self) -> &mut Self {
                $(self.$name.reset();)*
                self.online.reset();
                self
            }

            /// Writes a term for every agent of every channel, as `terms` gives them: for tests of the
            /// seam, and for theories that are tables.
            pub fn write_all(&mut self, terms: &mut dyn FnMut(&Specification) -> Vec<f64>) {
                $(for (k, term) in terms(self.$name.specification).into_iter().enumerate() {
                    self.$name.write(Id::new(k), term);
                })*
            }

            /// Cuts values off at their bounds, once all writers are done.
            pub fn clip(&mut self) {
                $(self.$name.clip();)*
            }

            /// Name and number of values cut off of each channel where there were any.
            pub fn clips(&self) -> impl Iterator<Item = (&'static str, u64)> {
                [$((stringify!($name), self.$name.clipped()),)* ("online", self.online.clipped())]
                    .into_iter()
                    .filter(|(_, clips)| *clips > 0)
            }
        }
    };
}

const ANY: f64 = f64::INFINITY;

channels! {
    /// Log of output per worker over its trend.
    productivity: FirmId of "firm" = 0.0, Sum, within -0.25, 0.35, read by "technology";
    /// Log of workers needed per unit of output.
    labour_need: FirmId of "firm" = 0.0, Sum, within -0.40, 0.10, read by "technology";
    /// Log of capital needed per unit of output.
    capital_need: FirmId of "firm" = 0.0, Sum, within 0.0, 0.20, read by "technology";
    /// Log of inputs needed per unit of output.
    input_need: FirmId of "firm" = 0.0, Sum, within -0.10, 0.10, read by "technology";
    /// Share of inputs that is bought as running digital services.
    input_mix: FirmId of "firm" = 0.0, Mix, within 0.0, 0.30, read by "prices, goods markets, equity";
    /// Factor on workers needed that does not vary with output at once.
    overhead: FirmId of "firm" = 1.0, Product, within 0.7, 1.5, read by "technology";
    /// Factor on the output that capital allows.
    capacity_use: FirmId of "firm" = 1.0, Product, within 1.0, 1.10, read by "production";
    /// Weight of a firm's own forecast of demand against the common one.
    foresight: FirmId of "firm" = 0.0, Mix, within 0.0, 0.5, read by "production::plan";
    /// A firm's own forecast of the growth of its demand, a log per quarter.
    foreseen_growth: FirmId of "firm" = 0.0, Sum, within -0.5, 0.5, read by "production::plan";
    /// Share of spare capacity that makes goods once they are ordered.
    on_demand: FirmId of "firm" = 0.0, Sum, within 0.0, 0.3, read by "goods markets, production::plan";
    /// Investment in digital equipment and software, real.
    digital_investment: FirmId of "firm" = 0.0, Sum, within 0.0, ANY, read by "production::plan, goods markets";
    /// Wear of digital equipment, money, charged to profit.
    digital_wear: FirmId of "firm" = 0.0, Sum, within 0.0, ANY, read by "firms::earn_profits";
    /// Credit beyond what collateral allows, money.
    credit_room: FirmId of "firm" = 0.0, Sum, within 0.0, ANY, read by "credit";
    /// Share of the queue for credit that is served by merit and not by chance.
    credit_order: BankId of "bank" = 0.0, Mix, within 0.0, 1.0, read by "credit";
    /// Merit of a loan to the firm, in any unit: who is served first among those served by merit.
    credit_merit: FirmId of "firm" = 0.0, Sum, within -ANY, ANY, read by "credit";
    /// Share of a fall in income that a household does not pass on to its budget.
    smoothing: HouseholdId of "household" = 0.0, Mix, within 0.0, 0.5, read by "households::plan_spending";
    /// Share of benefits paid to every household that goes to the two lowest fifths instead.
    transfer_mix: GovernmentId of "government" = 0.0, Mix, within 0.0, 0.5, read by "households";
    /// Factor on taxes on products and production, where positive: what is owed and collected.
    collection: FirmId of "firm" = 1.0, Product, within 0.9, 1.15, read by "technology";
    /// Log of the ease of entry: the easier, the sooner an insolvent firm makes room.
    entry: CellId of "industry in an area" = 0.0, Sum, within -0.7, 0.7, read by "exit and entry";
    /// Factor on the wages that firms in trouble withhold.
    violation: AreaId of "area" = 1.0, Product, within 0.3, 1.2, read by "exit and entry";
    /// Share of a firm's vacancies that are filled from the unemployed of all areas, whatever the distance.
    remote_hiring: FirmId of "firm" = 0.0, Mix, within 0.0, 0.3, read by "labour";
    /// Log of efficiency of those who come of age in an area, beyond what they would have.
    entrant_skill: AreaId of "area" = 0.0, Sum, within 0.0, 0.10, read by "demography";
    /// Log by which the efficiency of highly over that of little educated staff of a firm differs from their own.
    skill_gap: FirmId of "firm" = 0.0, Sum, within -0.1, 0.1, read by "people's pay";
    /// Share of a firm's staff whose tasks machines have taken over: who is dismissed first.
    tasks_lost: FirmId of "firm" = 0.0, Sum, within 0.0, 1.0, read by "labour";
    /// Share of a firm's staff for whom new tasks have arisen: whom vacancies are for.
    tasks_new: FirmId of "firm" = 0.0, Sum, within 0.0, 1.0, read by "labour";
    /// Government purchases beyond consumption, by product, real.
    public_purchases: IndustryId of "product" = 0.0, Sum, within 0.0, ANY, read by "government, goods markets";
    /// Benefits beyond the common ones, real, per quarter.
    public_transfers: HouseholdId of "household" = 0.0, Sum, within 0.0, ANY, read by "households, government";
    /// Subsidies on production, money, per quarter.
    public_subsidies: FirmId of "firm" = 0.0, Sum, within 0.0, ANY, read by "firms, government";
    /// Share of a firm's dividends that goes to its staff, by wages, and not to its private owners.
    staff_share: FirmId of "firm" = 0.0, Sum, within 0.0, 0.5, read by "households";
    /// Share of a firm's dividends that goes to everybody alike, through a social fund.
    fund_share: FirmId of "firm" = 0.0, Sum, within 0.0, 0.5, read by "households";
    /// Share of a firm's dividends that goes to users, by their consumption.
    user_share: FirmId of "firm" = 0.0, Sum, within 0.0, 0.5, read by "households";
    /// Share of what is privately owned of a firm that was issued to those who hold the common portfolio.
    issued_share: FirmId of "firm" = 0.0, Mix, within 0.0, 0.9, read by "households";
    /// Shares of a firm that the government buys from private owners, money.
    share_purchases: FirmId of "firm" = 0.0, Sum, within 0.0, ANY, read by "redistribution";
    /// Shares that a firm issues to those who hold the common portfolio, money.
    share_issues: FirmId of "firm" = 0.0, Sum, within 0.0, ANY, read by "redistribution";
    /// Levies of the government on a firm, money, per quarter: taxes on production.
    levies: FirmId of "firm" = 0.0, Sum, within 0.0, ANY, read by "redistribution";
    /// Fines, money, per quarter.
    fines: FirmId of "firm" = 0.0, Sum, within 0.0, ANY, read by "redistribution";
    /// Licences that a firm pays for data of others, money, per quarter.
    licence_fees: FirmId of "firm" = 0.0, Sum, within 0.0, ANY, read by "redistribution";
    /// Share of all licences that a firm gets; what none of them gets is the government's.
    licence_claims: FirmId of "firm" = 0.0, Sum, within 0.0, 1.0, read by "redistribution";
    /// Gifts of a firm to households, money, per quarter.
    gifts: FirmId of "firm" = 0.0, Sum, within 0.0, ANY, read by "redistribution";
    /// Share of its income that a household gives to others.
    giving: HouseholdId of "household" = 0.0, Sum, within 0.0, 0.2, read by "households";
    /// Weight of a household among those who receive gifts; without any nobody gives.
    gift_claims: HouseholdId of "household" = 0.0, Sum, within 0.0, ANY, read by "households";
    /// Tax on the income of a household beside that of everybody, as a share of it.
    surtax: HouseholdId of "household" = 0.0, Sum, within 0.0, 0.5, read by "households";
    /// The least wage of an employee, real, per quarter.
    wage_floor: FirmId of "firm" = 0.0, Sum, within 0.0, ANY, read by "technology";
    /// Public capital formation whose money is spent on something else, real.
    redirected_investment: GovernmentId of "government" = 0.0, Sum, within 0.0, ANY, read by "government";
    /// Share of consumption that a household loses to fraud and breaches.
    losses: HouseholdId of "household" = 0.0, Sum, within 0.0, 0.02, read by "households";
    /// Share of all such losses that falls to a household; adds up to 1 if anything is lost.
    spoils: HouseholdId of "household" = 0.0, Sum, within 0.0, 1.0, read by "households";
    /// Log of the margin of shops on what households of an area buy, over the opening's.
    margin_trade: AreaId of "area" = 0.0, Sum, within -0.5, 0.2, read by "goods markets";
    /// Log of the cost of transport into an area, over what it would be.
    margin_transport: AreaId of "area" = 0.0, Sum, within -0.5, 0.2, read by "goods markets";
    /// Share of a household's spending on culture that goes to paid access instead.
    culture_online: HouseholdId of "household" = 0.0, Mix, within -0.2, 0.2, read by "goods markets";
    /// Change of a household's spending on health care, relative to it, at the cost of everything else.
    health_spending: HouseholdId of "household" = 0.0, Sum, within -0.2, 0.2, read by "goods markets";
    /// Share of a household's spending on what can be shared that it would rent from other households.
    sharing: HouseholdId of "household" = 0.0, Mix, within 0.0, 0.2, read by "goods markets";
    /// What a household would let others use, money per quarter.
    sharing_supply: HouseholdId of "household" = 0.0, Sum, within 0.0, ANY, read by "goods markets";
    /// Services that a rent buys beyond those that the same money buys elsewhere, relative to them.
    sharing_gain: GovernmentId of "nation" = 0.0, Sum, within 0.0, 2.0, read by "goods markets";
    /// Share of vacancies left open that a firm would have done by the task.
    gig_vacancies: FirmId of "firm" = 0.0, Sum, within 0.0, 1.0, read by "gig";
    /// Share of the staff it wants that a firm would rather have by the task, where that is cheaper.
    gig_demand: FirmId of "firm" = 0.0, Sum, within 0.0, 0.3, read by "gig";
    /// Share of its members' time that a household could offer by the task: how far it is online.
    gig_supply: HouseholdId of "household" = 0.0, Sum, within 0.0, 1.0, read by "gig";
    /// Worth of choosing one's hours, over pay.
    gig_flexibility: GovernmentId of "nation" = 0.0, Sum, within 0.0, 2.0, read by "gig";
    /// Share of pay by the task that a platform keeps.
    gig_commission: FirmId of "firm" = 0.0, Sum, within 0.0, 0.4, read by "gig";
    /// Share of rents that a platform keeps.
    sharing_commission: FirmId of "firm" = 0.0, Sum, within 0.0, 0.4, read by "goods markets";
    /// Factor on pay by the task.
    gig_pay: AreaId of "area" = 1.0, Product, within 0.5, 1.0, read by "gig";
    /// Log of a mark-up on costs; its change moves the price.
    mark_up: FirmId of "firm" = 0.0, Sum, within 0.0, 0.05, read by "production::plan";
    /// Factor on the fall of sales with distance, in the online branch.
    distance_online: GovernmentId of "nation" = 1.0, Product, within 0.2, 1.0, read by "goods markets, online";
    /// Change of the exponent on a seller's size in the odds of meeting it, in the online branch.
    size_pull: GovernmentId of "nation" = 0.0, Sum, within -0.6, 0.3, read by "goods markets, online";
    /// Log of the factor on the weight of prices in the odds of meeting a seller, in the online branch.
    price_pull: GovernmentId of "nation" = 0.0, Sum, within -0.5, 1.5, read by "goods markets, online";
    /// Factor on the odds of meeting a seller, in the online branch.
    ranking: FirmId of "firm" = 1.0, Product, within 1.0, 2.0, read by "goods markets, online";
    /// What a household pays online beyond the seller's price, as a share of it; goes to platforms.
    personal_price: HouseholdId of "household" = 0.0, Sum, within -0.15, 0.25, read by "goods markets, online";
    /// Share of a seller's additional online sales that it pays to platforms.
    fee: FirmId of "firm" = 0.0, Sum, within -0.3, 0.4, read by "platform fees, production::plan";
    /// Part of `fee` and of `fee_on_opening_trade` that pays for advertising: it only tells the two flows apart.
    advertising: FirmId of "firm" = 0.0, Sum, within 0.0, 0.4, read by "platform fees";
    /// Change of the share that a seller pays of the online sales that are inside the opening.
    fee_on_opening_trade: FirmId of "firm" = 0.0, Sum, within -0.3, 0.4, read by "platform fees, production::plan";
}

/// What digital spending is made of: shares of products, each adding up to 1.
///
/// Fixed by a theory that writes [`Channels::input_mix`] or [`Channels::digital_investment`]; until then
/// both are the basket of firms' investment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DigitalBaskets {
    /// Running digital services.
    pub running: Vec<f64>,
    /// Digital equipment and software.
    pub equipment: Vec<f64>,
}

/// Which products the habits of households are about, as their numbers; empty lists move nothing.
///
/// Fixed by a theory that writes the channels of households' bundles or of margins of trade.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bundles {
    /// Culture.
    pub culture: Vec<usize>,
    /// What paid access to culture is made of: a share for each product, adding up to 1.
    pub access: Vec<f64>,
    /// Health care.
    pub health: Vec<usize>,
    /// What things of other households can replace.
    pub shared: Vec<usize>,
    /// Goods that shops sell.
    pub goods: Vec<usize>,
    /// Services of shops.
    pub trade: Vec<usize>,
}

/// The one bank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BankId;

/// The one government, or nation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GovernmentId;

/// An area of the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AreaId(pub u32);

impl Id for AreaId {
    fn new(index: usize) -> Self {
        Self(index as u32)
    }
    fn index(self) -> usize {
        self.0 as usize
    }
}

/// An industry in an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CellId(pub u32);

impl CellId {
    /// The cell of `industry` in `area`, one of `areas`.
    #[must_use]
    pub fn of(industry: usize, area: usize, areas: usize) -> Self {
        Self::new(industry * areas + area)
    }
}

impl Id for CellId {
    fn new(index: usize) -> Self {
        Self(index as u32)
    }
    fn index(self) -> usize {
        self.0 as usize
    }
}

impl Id for BankId {
    fn new(_: usize) -> Self {
        Self
    }
    fn index(self) -> usize {
        0
    }
}

impl Id for GovernmentId {
    fn new(_: usize) -> Self {
        Self
    }
    fn index(self) -> usize {
        0
    }
}

impl Channel<BankId> {
    /// The value.
    #[must_use]
    pub fn value(&self) -> f64 {
        self.at(BankId)
    }
}

impl Channel<GovernmentId> {
    /// The value.
    #[must_use]
    pub fn value(&self) -> f64 {
        self.at(GovernmentId)
    }
}

impl Channel<CellId> {
    /// Quarters of insolvency after which a firm of `cell` makes room, when `quarters` is the rule.
    ///
    /// # Source
    /// Digital economy, §3, channel 27: between half and twice the rule.
    #[must_use]
    pub fn patience(&self, cell: CellId, quarters: f64) -> f64 {
        if self.is_neutral() {
            return quarters;
        }
        let ease = maths::exp(-self.at(cell));
        (quarters * ease)
            .round()
            .clamp(0.5 * quarters, 2.0 * quarters)
    }
}

/// Numbers of agents that channels are attributes of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sizes {
    /// Firms.
    pub firms: usize,
    /// Households.
    pub households: usize,
    /// Industries, and products.
    pub industries: usize,
    /// Areas.
    pub areas: usize,
}

/// A kind of agents that channels are attributes of.
trait Kind {
    fn count(sizes: Sizes) -> usize;
}

impl Sizes {
    fn of<I: Kind>(self) -> usize {
        I::count(self)
    }
}

macro_rules! kinds {
    ($($id:ident: $count:expr;)*) => {
        $(impl Kind for $id {
            fn count(sizes: Sizes) -> usize {
                let count: fn(Sizes) -> usize = $count;
                count(sizes)
            }
        })*
    };
}

kinds! {
    FirmId: |sizes| sizes.firms;
    HouseholdId: |sizes| sizes.households;
    IndustryId: |sizes| sizes.industries;
    AreaId: |sizes| sizes.areas;
    CellId: |sizes| sizes.industries * sizes.areas;
    BankId: |_| 1;
    GovernmentId: |_| 1;
}
