"""A competitor's store is put beside ours."""

from itertools import count

from app.db import db
from app.stores.models import Region, Store
from app.stores.queries import competitor_stores


def add_competitor_store(*, competitor: str, place: str, address: str, region: Region) -> Store:
    """A store of a competitor in one of our regions, named after both: “Sigma · Kupchino”.

    A competitor known already keeps its spelling, so that its stores stay together.
    """
    known = competitor_stores()
    spelled = {str(each.competitor).casefold(): str(each.competitor) for each in known}
    whose = spelled.get(competitor.casefold(), competitor)
    taken = {each.code for each in known}
    code = next(code for number in count(1) if (code := f"C{number:02}") not in taken)
    store = Store(code=code, name=f"{whose} · {place}", address=address, region=region, competitor=whose)
    db.session.add(store)
    return store
