//! The economy: its sectors, its markets and its books.

use crate::bank::Bank;
use crate::books::{self, Books};
use crate::calibration::Calibration;
use crate::central_bank::CentralBank;
use crate::chance::Luck;
use crate::channels::{Channels, DigitalBaskets, Sizes};
use crate::closure::{LongRun, Opened};
use crate::expectations::{History, Outlook};
use crate::firms::Firms;
use crate::flows::Flows;
use crate::geography::Regional;
use crate::government::Government;
use crate::households::Households;
use crate::markets::credit::Queue;
use crate::markets::gig::GigMarket;
use crate::markets::goods::{GoodsMarkets, Purchases};
use crate::markets::labour::LabourMarket;
use crate::population;
use crate::prices::Prices;
use crate::rules::Rules;
use crate::theory::View;
use crate::world::World;

/// Counts quarters; the opening is quarter 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clock {
    quarter: u32,
}

impl Clock {
    /// Begins the next quarter and says which it is.
    pub fn tick(&mut self) -> u32 {
        self.quarter += 1;
        self.quarter
    }

    /// The last quarter begun; 0 before the first.
    #[must_use]
    pub fn quarter(self) -> u32 {
        self.quarter
    }
}

/// An economy at the end of a quarter.
#[derive(Clone, Debug)]
pub struct Economy {
    /// The numbers it runs on; a policy may have changed them.
    pub calibration: Calibration,
    /// Switches.
    pub rules: Rules,
    /// The luck of the run.
    pub luck: Luck,
    /// The time.
    pub clock: Clock,
    /// Firms.
    pub firms: Firms,
    /// Households.
    pub households: Households,
    /// The bank.
    pub bank: Bank,
    /// The central bank.
    pub central_bank: CentralBank,
    /// The government.
    pub government: Government,
    /// The rest of the world.
    pub world: World,
    /// What a theory may touch.
    pub channels: Channels,
    /// The long-run closure.
    pub long_run: LongRun,
    /// Price indices.
    pub prices: Prices,
    /// The series on which expectations are formed.
    pub history: History,
    /// What was expected of the last quarter.
    pub outlook: Outlook,
    /// Queue for credit.
    pub credit_queue: Queue,
    /// Labour market.
    pub labour_market: LabourMarket,
    /// Market of work by the task.
    pub gig_market: GigMarket,
    /// Goods markets.
    pub goods_markets: GoodsMarkets,
    /// What final buyers bought in the last quarter.
    pub purchases: Purchases,
    /// Flows and identities of the last quarter.
    pub books: Books,
    /// The accounts of areas; empty where the map is one area.
    pub regional: Regional,
    /// Money that changed hands in the last quarter because of a theory.
    pub flows: Flows,
}

impl Economy {
    /// An economy at its opening.
    ///
    /// `luck` decides the sizes of firms and everything random after that.
    ///
    /// # Source
    /// Base model, §4.
    #[must_use]
    pub fn open(calibration: Calibration, rules: impl Into<Rules>, luck: Luck) -> Self {
        let sizes = match &calibration.population {
            Some(drawn) => drawn.firm_sizes.clone(),
            None => population::firm_sizes(&calibration, luck),
        };
        Self::open_with(calibration, rules, luck, sizes)
    }

    /// An economy at its opening, with firms of these sizes: employees per firm, industry by industry.
    #[must_use]
    pub fn open_with(
        calibration: Calibration,
        rules: impl Into<Rules>,
        luck: Luck,
        sizes: Vec<u32>,
    ) -> Self {
        let rules = rules.into();
        let mut calibration = calibration;
        rules.closure.prepare(&mut calibration);
        let firms = Firms::open(&calibration, sizes);
        let mut bank = Bank::open(&calibration, &firms);
        let mut government = Government::open(&calibration);
        let mut households = Households::open(
            &calibration,
            &firms,
            &bank,
            &mut government,
            &rules.closure.income_tax,
        );
        households.settle_people(&rules.closure, &firms, &calibration.geography);
        bank.settle(&firms, &households);
        let central_bank = CentralBank::open(&calibration);
        let world = World::open(&calibration);
        let opening = &calibration.opening;
        let inflation = opening.inflation.last().copied().unwrap_or(f64::NAN);
        let mut prices = Prices::open(calibration.n_industries(), inflation);
        let map = &calibration.geography;
        prices.open_areas(map.len(), map.in_force() && map.settings.local_prices);
        let history = History::new(&opening.output, &opening.inflation, 128);
        let outlook = Outlook::unknown();
        let mut goods_markets = GoodsMarkets::open(calibration.n_industries(), &firms);
        let rule = &rules.closure.relative_prices;
        goods_markets.spread_over_areas(&calibration, rule, &firms, &households);
        let mut regional = Regional::open(map.len());
        regional.count(&firms, &households);
        let books = books::open(
            &calibration,
            &firms,
            &households,
            &bank,
            &central_bank,
            &government,
            &world,
        );
        let mut channels = Channels::neutral(Sizes {
            firms: firms.len(),
            households: households.len(),
            industries: calibration.n_industries(),
            areas: map.len(),
        });
        channels.baskets = DigitalBaskets {
            running: calibration.baskets.investment.clone(),
            equipment: calibration.baskets.investment.clone(),
        };
        let long_run = LongRun::open(
            rules.closure,
            &Opened {
                calibration: &calibration,
                firms: &firms,
                households: &households,
                books: &books,
                regional: &regional,
            },
        );
        Self {
            rules,
            luck,
            channels,
            long_run,
            clock: Clock::default(),
            firms,
            households,
            bank,
            central_bank,
            government,
            world,
            prices,
            history,
            outlook,
            credit_queue: Queue::default(),
            labour_market: LabourMarket::default(),
            gig_market: GigMarket::default(),
            goods_markets,
            purchases: Purchases::default(),
            books,
            regional,
            flows: Flows::default(),
            calibration,
        }
    }

    /// The economy as a theory sees it.
    #[must_use]
    pub fn view(&self) -> View<'_> {
        View {
            quarter: self.time(),
            luck: self.luck,
            growth: self.long_run.growth(),
            productivity: self.long_run.productivity,
            calibration: &self.calibration,
            firms: &self.firms,
            households: &self.households,
            bank: &self.bank,
            central_bank: &self.central_bank,
            government: &self.government,
            world: &self.world,
            prices: &self.prices,
            books: &self.books,
            flows: &self.flows,
        }
    }

    /// The quarter that has just ended; 0 is the opening.
    #[must_use]
    pub fn time(&self) -> u32 {
        self.clock.quarter()
    }
}
