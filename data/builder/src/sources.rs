//! The publications that the numbers come from: the original publisher, never a place where it was read.

/// A publication.
#[derive(Clone, Copy, Debug)]
pub struct Source {
    /// Key.
    pub id: &'static str,
    /// Publisher, title, date.
    pub citation: &'static str,
    /// Under which terms single facts are used.
    pub licence: &'static str,
    /// Edition.
    pub vintage: &'static str,
}

const FACTS: &str = "single statistical facts";

const fn facts(id: &'static str, citation: &'static str, vintage: &'static str) -> Source {
    Source {
        id,
        citation,
        licence: FACTS,
        vintage,
    }
}

/// All publications.
pub const SOURCES: [Source; 33] = [
    Source {
        id: "own",
        citation: "Assumption of this project; the reason stands beside the number, the rule in its long-run and digital specifications",
        licence: "MIT OR Apache-2.0",
        vintage: "2025",
    },
    facts(
        "nbs_communique_2022",
        "National Bureau of Statistics of China, Statistical Communique of the People's Republic of China on the 2022 National Economic and Social Development, 28 February 2023",
        "preliminary, before the fifth economic census",
    ),
    facts(
        "nbs_yearbook_2023",
        "National Bureau of Statistics of China, China Statistical Yearbook 2023",
        "preliminary, before the fifth economic census",
    ),
    facts(
        "nbs_yearbook_2021",
        "National Bureau of Statistics of China, China Statistical Yearbook 2021, table 4-3",
        "2020",
    ),
    Source {
        id: "nbs_io_2020",
        citation: "National Bureau of Statistics of China, Input-Output Table of China 2020 (153 sectors, producer prices, competitive imports)",
        licence: "read in an aggregation of a copy distributed under GPL-3; only our own 21-industry table, moved to 2022, rebalanced and rounded, is given",
        vintage: "2020",
    },
    Source {
        id: "nbs_census_2020",
        citation: "National Bureau of Statistics of China, Seventh National Population Census 2020, long form: employed persons by province and industry; household sizes",
        licence: "read in an aggregation of a copy distributed under GPL-3; only our own fitted and rounded tables are given",
        vintage: "2020",
    },
    facts(
        "nbs_census_communique_6",
        "National Bureau of Statistics of China, Communique of the Seventh National Population Census no. 6: Educational Attainment, May 2021",
        "2020",
    ),
    facts(
        "nbs_population_2022",
        "National Bureau of Statistics of China, Population at the end of 2022, January 2023",
        "2022",
    ),
    facts(
        "nbs_income_2022",
        "National Bureau of Statistics of China, Income and Consumption Expenditure of Residents in 2022, 17 January 2023",
        "2022",
    ),
    facts(
        "nbs_income_groups_2022",
        "National Bureau of Statistics of China, Disposable Income of Residents by Five Equal Groups, 2021 to 2023",
        "2022",
    ),
    facts(
        "nbs_gini",
        "National Bureau of Statistics of China, Gini coefficient of disposable income of residents",
        "2022",
    ),
    facts(
        "nbs_rd_2022",
        "National Bureau of Statistics of China, Communique on National Expenditures on Science and Technology in 2022, September 2023",
        "2022",
    ),
    facts(
        "nbs_retail_2022",
        "National Bureau of Statistics of China, Total Retail Sales of Consumer Goods in 2022, 17 January 2023",
        "2022",
    ),
    facts(
        "nbs_flow_of_funds",
        "National Bureau of Statistics of China, Flow of Funds (physical transactions) 2019",
        "2019",
    ),
    facts(
        "mof_2022",
        "Ministry of Finance of China, Fiscal Revenue and Expenditure in 2022, January 2023",
        "2022",
    ),
    facts(
        "mof_funds_2022",
        "Ministry of Finance of China, outturn of government-managed funds 2022",
        "2022",
    ),
    facts(
        "mohrss_2022",
        "Ministry of Human Resources and Social Security of China, Statistical Bulletin on Human Resources and Social Security 2022",
        "2022",
    ),
    facts(
        "cnnic_51",
        "China Internet Network Information Center, 51st Statistical Report on China's Internet Development, March 2023; provinces: 39th report, January 2017",
        "2022",
    ),
    facts(
        "cnnic_49",
        "China Internet Network Information Center, 49th Statistical Report on China's Internet Development, February 2022",
        "2021",
    ),
    facts(
        "caict_2023",
        "China Academy of Information and Communications Technology, Research Report on the Development of China's Digital Economy 2023, April 2023",
        "2022",
    ),
    Source {
        id: "pku_dfi_2020",
        citation: "Guo Feng, Wang Jingyi, Wang Fang, Kong Tao, Zhang Xun, Cheng Zhiyun, Measuring China's Digital Financial Inclusion: Index Compilation and Spatial Characteristics, China Economic Quarterly 19(4), 2020, 1401-1418; Peking University Digital Financial Inclusion Index of China",
        licence: "free for research with citation; only values relative to the mean are given",
        vintage: "2020",
    },
    facts(
        "pbc_statistics",
        "People's Bank of China, monetary and financial statistics of 2022",
        "2022",
    ),
    facts(
        "pbc_wealth_2019",
        "People's Bank of China, Survey of Assets and Liabilities of Urban Households in China 2019, 2020",
        "2019",
    ),
    facts(
        "pku_cfps_2014",
        "Institute of Social Science Survey, Peking University, China Livelihood Development Report 2014 (China Family Panel Studies)",
        "2012",
    ),
    facts(
        "credit_suisse_2022",
        "Credit Suisse Research Institute, Global Wealth Databook 2022",
        "2021",
    ),
    facts(
        "piketty_yang_zucman_2017",
        "Piketty, Thomas, Li Yang and Gabriel Zucman, Capital Accumulation, Private Property and Rising Inequality in China, 1978-2015, WID.world Working Paper 2017/6",
        "2015",
    ),
    facts(
        "ding_wang_2007",
        "Ding Ning and Wang Yougui, Power-law tail in the Chinese wealth distribution, Physica A 374, 2007",
        "2003-2005",
    ),
    facts(
        "world_bank",
        "World Bank, Gini coefficient of consumption, China",
        "2016",
    ),
    facts(
        "statute",
        "Tax law and social insurance law of the People's Republic of China",
        "2022",
    ),
    facts(
        "poledna_2023",
        "Poledna, Sebastian, Michael Gregor Miess, Cars Hommes and Katrin Rabitsch, Economic forecasting with an agent-based model, European Economic Review 151, 2023",
        "2023",
    ),
    facts(
        "blanchflower_oswald_1994",
        "Blanchflower, David G. and Andrew J. Oswald, The Wage Curve, MIT Press, 1994",
        "1994",
    ),
    facts(
        "taylor_1993",
        "Taylor, John B., Discretion versus policy rules in practice, Carnegie-Rochester Conference Series on Public Policy 39, 1993",
        "1993",
    ),
    facts(
        "commonweal_prototype",
        "Deterministic national prototype of the long-run rules of this project on this table (long run, 2.4)",
        "2025",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_unique_and_no_address_is_given() {
        let mut seen = std::collections::BTreeSet::new();
        for source in SOURCES {
            assert!(seen.insert(source.id), "{}", source.id);
            assert!(!source.citation.contains("http") && !source.citation.is_empty());
        }
    }
}
