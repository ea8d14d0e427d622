"""Figures of the shop: numbers only; who draws, prints or exports takes frozen values from here.

How to ask. Everything stands on one `Book`, what was known before a day within a scope:

    shop = document.read_shop(db, as_of, till.shop)       # db: till.read(); loads columns, once
    shop = document.read_shop(db, as_of, till.shop, shop.columns)  # again: only what is new is read
    book = shop.book()                                    # everything before as_of (exclusive)
    book = shop.book(as_of=earlier)                       # the same columns, seen from an earlier day
    vanak = shop.book(Scope(branches=frozenset({"B1"})))  # one branch, or a set of them
    some = shop.book(Scope(members=frozenset(ids)))       # members by id: a class, a tier, a segment
    last = Period.last(30, as_of); before = last.before() # any period, half-open; steps(…) cuts it up

    A book of `shop.book` tells sums and who bought from kept weeks (`weeks`, `seen`) and not from every purchase;
    `book.purchases_in(last)` and `book.bought_in(last)` give the purchases of a period themselves.

    sales.sales(book, last)             Sales: net, purchases, aov, members_share …
    sales.points(book, steps(...))      Point per day, week (from Saturday), month, quarter or year
    members.active(book, 90)            Figure; members.growth(book, last), return_rate, membership_retention
    churn.churn(book, last, 180)        Churn: churned, kept, rate, retention, retention_esn; churn.leavers: who
    retention.by_month(book, "jalali")  Month; retention.cohorts(book, "jalali")  Cohort
    intervals.by_instant(book)          Gaps
    clv.worth(book)                     Worth: aov, frequency, clv
    rfm.rfm(book)                       Rfm: a row a member; members_of("champions")
    standing.standing(book)             points and tier of every member
    campaigns.reach(…), effect(…)       whom a campaign reached, what groups bought around it
    table.member_rows(book)             the table of members
    document.figures(db, shop)          all of it as one document (`bashgah figures --json`)

    cuts.headlines(book, last, shop.book(as_of=last.since))   the first page: figures beside the period before
    cuts.by_branch, by_person, by_till, contest               Part; of_class, of_tier: a Scope; movement: a 12 × 12 table
    hours.week(book, last)              hour × weekday (rows from Saturday); hours.preferred: of each member
    goods.groups_over, new_products     product groups over steps; uptake and repeat; goods.holdings: what is owed
    staff.people, staff.patterns        work of each person, and what deserves a look
    prediction.predict(book)            Prediction or Unfit(reason): alive, silent, expected, worth, next_visits, readiness
    progress.progress(shop, goal, …)    goals; drift.notes(book, branches): what has left its usual range
    aftermath, profit, interactions     D18, D19 and D20, D15; formulas.FORMULAS[figure.formula]: its words

What is returned. A `Figure` has `value` (None: no figure, never 0), the `numerator` and the `denominator` behind it and
the name of its `formula`. Money is whole (int of any size); rates are percent with six decimals. Arrays over members
go by entry: `book.columns.members.ids[entry]` is the product's id, `book.who.shown[entry]` the one people know.

What must hold. Nothing at or after `as_of` is seen. Books and columns never change; another day, branch or class is
another book over the same columns, and `book.cut(scope)` shares them.
"""
