"""Roles: what a user may do. An employee's job is a position, not a role."""

from flask_babel import lazy_gettext as _l

SHOPPER, AUDITOR, REVIEWER, EMPLOYEE = "shopper", "auditor", "reviewer", "employee"
DIRECTOR, REGIONAL, HR, QUALITY, ADMINISTRATOR = "director", "regional", "hr", "quality", "administrator"

TITLES = {
    SHOPPER: _l("Mystery shopper"),
    AUDITOR: _l("Auditor"),
    REVIEWER: _l("Reviewer"),
    EMPLOYEE: _l("Employee"),
    DIRECTOR: _l("Store director"),
    REGIONAL: _l("Regional manager"),
    HR: _l("HR manager"),
    QUALITY: _l("Quality manager"),
    ADMINISTRATOR: _l("Administrator"),
}
ROLES = tuple(TITLES)
ASSESSORS = (SHOPPER, AUDITOR)
# Which role needs which place: without it the role would see nothing, or everything.
NEEDS_STORE, NEEDS_REGION, NEEDS_EMPLOYEE = (DIRECTOR,), (REGIONAL,), (EMPLOYEE,)
