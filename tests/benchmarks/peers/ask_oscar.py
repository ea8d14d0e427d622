"""Prices baskets with django-oscar, as it comes, on a database in memory. Runs in an environment of its own.

Question on stdin: `offers` of [group, percent, units needed, priority], `baskets` of [[group, price], …], `rounds`.
Answer: the discount of each basket, and the best time of each in milliseconds of CPU.
"""

import json
import sys
import time
from decimal import Decimal

import django
import oscar.defaults
from django.conf import settings
from django.core.management import call_command

MAIN = "analytics checkout address shipping catalogue communication partner basket payment offer order customer search voucher wishlists dashboard"
DASHBOARDS = (
    "reports users orders catalogue offers partners pages ranges reviews vouchers communications shipping"
)


class NoMigrations(dict):
    """Says of every application that its tables are made without migrations."""

    def __contains__(self, item):
        return True

    def __getitem__(self, item):
        return None


def configure():
    """Set Django up with the whole of oscar."""
    settings.configure(
        SECRET_KEY="bench",
        USE_TZ=True,
        SITE_ID=1,
        MIGRATION_MODULES=NoMigrations(),
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        HAYSTACK_CONNECTIONS={"default": {"ENGINE": "haystack.backends.simple_backend.SimpleEngine"}},
        INSTALLED_APPS=[
            *(
                f"django.contrib.{name}"
                for name in ("admin", "auth", "contenttypes", "sessions", "sites", "flatpages")
            ),
            "oscar.config.Shop",
            "oscar.apps.catalogue.reviews.apps.CatalogueReviewsConfig",
            *(f"oscar.apps.{name}.apps.{name.title()}Config" for name in MAIN.split()),
            *(
                f"oscar.apps.dashboard.{name}.apps.{name.title()}DashboardConfig"
                for name in DASHBOARDS.split()
            ),
            "haystack",
            "treebeard",
            "django_tables2",
        ],
        **{name: getattr(oscar.defaults, name) for name in dir(oscar.defaults) if name.startswith("OSCAR")},
    )
    django.setup()
    call_command("migrate", run_syncdb=True, verbosity=0)


def make_groups(names):
    """Return a range of oscar for each group, of the products of one class."""
    from oscar.core.loading import get_model
    from oscar.test import factories

    ranges, classes = {}, {}
    for name in names:
        classes[name] = factories.ProductClassFactory(name=name, requires_shipping=False, track_stock=False)
        ranges[name] = get_model("offer", "Range").objects.create(name=name)
        ranges[name].classes.add(classes[name])
    return ranges, classes


def make_offers(told, ranges):
    """Create the offers: so many percent off a group for a basket with so many units of it."""
    from oscar.core.loading import get_model

    for number, (group, percent, units, priority) in enumerate(told):
        get_model("offer", "ConditionalOffer").objects.create(
            name=f"offer {number}",
            priority=priority,
            condition=get_model("offer", "Condition").objects.create(
                type="Count", value=units, range=ranges[group]
            ),
            benefit=get_model("offer", "Benefit").objects.create(
                type="Percentage", value=percent, range=ranges[group]
            ),
        )


def make_basket(rows, classes):
    """Return a basket of one unit a line."""
    from oscar.apps.partner.strategy import Default
    from oscar.core.loading import get_model
    from oscar.test import factories

    basket = get_model("basket", "Basket")()
    basket.strategy = Default()
    basket.save()
    for group, price in rows:
        product = factories.create_product(
            product_class=classes[group].name, price=Decimal(price), num_in_stock=None
        )
        basket.add_product(product, 1)
    return basket


def price(basket, rounds):
    """Return the discount of a basket and the best CPU time of it."""
    from oscar.core.loading import get_class

    times = []
    for _ in range(rounds):
        basket.reset_offer_applications()
        began = time.process_time()
        get_class("offer.applicator", "Applicator")().apply(basket)
        times.append((time.process_time() - began) * 1e3)
    return int(basket.total_discount), min(times)


def main():
    """Answer a question."""
    told = json.load(sys.stdin)
    configure()
    ranges, classes = make_groups(
        sorted({row[0] for rows in (told["offers"], *told["baskets"]) for row in rows})
    )
    make_offers(told["offers"], ranges)
    found = [price(make_basket(rows, classes), told["rounds"]) for rows in told["baskets"]]
    print(json.dumps({"totals": [total for total, _ in found], "ms": [took for _, took in found]}))


main()
