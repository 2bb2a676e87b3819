"""Every blueprint, every group of commands and every listener, by name: nothing registers itself."""

from app.authoring.desk.views import authoring
from app.authoring.editing.views import parts
from app.authoring.importing.views import importing
from app.authoring.publishing.views import publication
from app.authoring.scenarios.views import stage
from app.authoring.selecting.views import selecting
from app.authoring.versions.views import versions
from app.checklists.views import checklists
from app.demo.commands import commands as demo_commands
from app.exchange.commands import checklists_commands, standards_commands
from app.insights.commands import commands as insights_commands
from app.insights.competitors.views import competitors
from app.insights.operations import write_approved
from app.insights.staff.views import staff
from app.insights.views import insights
from app.navigation import home
from app.people.views import people
from app.reports.bulks import bulks
from app.reports.on_paper import on_paper
from app.reports.signature import sheets
from app.reports.summaries import summaries
from app.reports.terminal import commands as reports_commands
from app.reports.views import reports
from app.reviews.operations import visit_approved
from app.reviews.views import reviews
from app.scoring.commands import commands as scoring_commands
from app.serving import commands as serving_commands
from app.standards.views import standards
from app.sync.commands import doctor_command, sync_commands
from app.sync.copies import copies
from app.sync.drafts import drafts
from app.sync.fieldwork import fieldwork
from app.sync.phones import phones
from app.sync.views import sync
from app.tasks.commands import commands as worker_commands
from app.training.commands import commands as training_commands
from app.training.tablet import tablet
from app.training.views import reading, training
from app.visits.commands import commands as visits_commands
from app.visits.evidence import evidence
from app.visits.filling import filling
from app.visits.views import visits
from app.waves.views import waves
from app.web.pwa import pwa

BLUEPRINTS = (
    home,
    pwa,
    people,
    standards,
    checklists,
    waves,
    visits,
    filling,
    evidence,
    reviews,
    authoring,
    parts,
    versions,
    publication,
    selecting,
    importing,
    stage,
    reading,
    training,
    tablet,
    sync,
    copies,
    drafts,
    phones,
    fieldwork,
    insights,
    staff,
    competitors,
    reports,
    on_paper,
    sheets,
    summaries,
    bulks,
)
COMMANDS = (
    standards_commands,
    checklists_commands,
    scoring_commands,
    visits_commands,
    training_commands,
    sync_commands,
    doctor_command,
    insights_commands,
    reports_commands,
    demo_commands,
    worker_commands,
    serving_commands,
)

LISTENERS = ((visit_approved, write_approved),)
