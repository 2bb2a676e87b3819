"""The words by which advice to authors is given, of each language by its own grammar; all in small letters, with е for ё."""

from __future__ import annotations

import re
from dataclasses import dataclass


def any_of(*patterns: str) -> re.Pattern[str]:
    """A pattern that finds any of these where a word begins."""
    return re.compile(r"(?<!\w)(?:" + "|".join(patterns) + ")")


@dataclass(frozen=True)
class Language:
    """How one language says what a good question leaves out."""

    pairs: re.Pattern[str]  # two words that name one thing
    subordinate: re.Pattern[str]  # begins a part of a sentence that asks for nothing itself
    tail: re.Pattern[str]  # the same at the end of a sentence, where no comma parts it off
    joined: re.Pattern[str]  # one demand and another
    either: re.Pattern[str]  # one deed or another
    deed: re.Pattern[str]  # a verb by which somebody did something
    vague: re.Pattern[str]
    measure: re.Pattern[str]  # makes a vague word exact
    hollow: re.Pattern[str]  # an expectation that only points elsewhere
    opinion: re.Pattern[str]
    seen: re.Pattern[str]
    heard: re.Pattern[str]
    hidden: re.Pattern[str]  # what a customer never comes to see
    afterwards: re.Pattern[str]  # what comes when the customer is gone
    leading: re.Pattern[str]
    limit: re.Pattern[str]  # the norm itself, in seconds or days
    negation: re.Pattern[str]
    refusal: re.Pattern[str]  # a word that is a negation already
    common: re.Pattern[str]  # whole words that add nothing to what is said


RU = Language(
    pairs=any_of(
        r"(?:имя|имени|фамили\w+) и (?:фамили\w+|отчеств\w+|имя)",
        r"(?:дни|дней|дата|дату|день) и (?:час\w*|время)",
        r"(?:обмен\w*|возврат\w*|выдач\w*|прием\w*) и (?:возврат\w*|обмен\w*|выдач\w*|прием\w*)",
        r"между .+? и ",
        r"(?:как|так|туда|да|в том числе) и ",
        r"вопрос\w* и ответ\w*",
    ),
    subordinate=re.compile(
        r"(?:и |а |но )?(?:(?:в|на|с|от|до|из|у|к|по|о|об) )?"
        r"(?:когда|пока|если|как|после|прежде|перед|раньше|что|чтобы|котор|кто|кого|где|куда|зачем|почему|чем|сколько|так(?!же)|для|чт[оу]|есть ли|нуж)\w*"
        r"|\w+(?:вши|вшись|ясь|аясь|ая|яя|уя)\b(?! ли)|(?:услышав|увидев|сказав|узнав|спросив|отвечая|прощаясь)\b"
    ),
    tail=re.compile(r"(?!)"),
    joined=re.compile(r" (?:и|а также|плюс) "),
    either=re.compile(r" (?:или|либо) "),
    deed=re.compile(
        r"\b(?!(?:пол|зал|стол|угол|чехол|или|если|стекло|число|правило|начало|масло|тепло|модели|недели|детали|цели|роли|мебели|кабели)\b"
        r"|\w*(?:персонал|интервал|материал|журнал|канал|сигнал|терминал|филиал)\w*)"
        r"\w+(?:л|ла|ло|ли|лся|лась|лось|лись)\b"
    ),
    vague=any_of(
        r"вежлив", r"хорош", r"плохо\b", r"быстр", r"качествен", r"профессионал", r"корректн", r"грамотн", r"внимател",
        r"доброжелат", r"приветлив", r"своевремен", r"оперативн", r"достаточн", r"нормальн", r"адекватн", r"должным",
        r"надлежащ", r"правильн", r"аккуратн", r"опрятн", r"компетентн", r"уверенно", r"удобн", r"вовремя", r"тактичн",
        r"разумн", r"культурн", r"дружелюбн", r"тепло\b", r"порядок\b", r"красив", r"подробно", r"четко\b", r"радушн",
    ),
    measure=re.compile(
        r"\d|«|\b(?:один|одн[аоуи]\b|одного|одной|два\b|две\b|дву|три\b|трех|трет|четыр|пят[ьи]|шест|семь|восьм|девят|десят|перв|втор|полов|пол(?:минут|час))"
        r"|\b(?:минут|секунд|час|день|дня|дней|шаг|раз\b|гудк)"
        r"|\bне (?:позже|поздн|более|больше|дольше|меньше|реже|ниже)|\b(?:раньше|прежде|до того|ни одн|ни разу|ничего|никто|никак|нет\b|без\b|кажд|вс[ея]\b|весь\b|только|лишь|либо|или|кроме|пока\b|сам[аио]?\b)"
    ),
    hollow=any_of(
        r"соответству\w+ (?:стандарт|требован|регламент|правил|норм)", r"на (?:должном |высоком )?уровне", r"как следует",
        r"должн\w+ образом", r"по стандарту", r"согласно (?:стандарт|регламент|правил)", r"^(?:да|нет)\.?$",
    ),
    opinion=any_of(
        r"(?:вам |вы )?(?:по)?нрави", r"(?:остались |были |вы )?довол[ье]н", r"(?:как )?вы считаете", r"(?:вам )?показал[ои]с", r"(?:вам )?кажется",
        r"по-вашему", r"на ваш взгляд", r"по вашему мнению", r"вы думаете", r"(?:вы )?хотели бы", r"вы бы\b", r"комфортн", r"уютн",
        r"приятн\w* (?:впечатлен|ли\b|было)", r"впечатлени", r"чувствовали себя", r"приятно\b", r"удовлетворен",
    ),
    seen=any_of(
        r"улыб", r"взгляд", r"(?:по)?смотре\w+ на вас", r"взглян", r"глаз[аы]\b", r"бейдж", r"униформ", r"в форме\b",
        r"форм[аыу] (?:сотрудник|продав|курьер|охранник|кассир|консульт|мастер|инженер)", r"одежд", r"одет[аы]?\b", r"прическ", r"обувь",
        r"рук[аиуо]\w{0,2}\b(?!вод)", r"поз[аеу]\b", r"жест", r"кивн", r"опрятн", r"подош(?:ел|ла|ли)\b(?! к телефону| срок)", r"провод(?:ил|ила|или)\b", r"запах",
    ),
    heard=any_of(r"голос", r"интонац", r"переби", r"вслух", r"дикци", r"гудк", r"трубк", r"шепот", r"крича"),
    hidden=any_of(
        r"знает\b", r"знают\b", r"понимает", r"понимают", r"умеет", r"умеют", r"владеет", r"хотел", r"искренн", r"заинтересован", r"мотивирован",
        r"старал", r"(?:про)?ш\w+ обучени", r"обучен\b", r"инструктаж", r"журнал", r"график смен", r"комнат\w+ (?:персонал|отдых)", r"подсобк", r"бытовк",
        r"удостоверени", r"сертификат", r"медкнижк", r"личн\w+ дел\w\b(?! )", r"доложил", r"план продаж", r"трудов\w+ договор", r"считает\b",
    ),
    afterwards=any_of(r"после вашего ухода", r"когда вы ушли"),
    leading=any_of(
        r"разве\b", r"ведь\b", r"конечно\b", r"не правда ли", r"не так ли", r"согласитесь", r"неужели", r"как (?:и )?положено", r"как (?:того )?(?:требу|предпис|вел)",
        r"согласно (?:стандарт|регламент)", r"по стандарту", r"обязан", r"долж(?:ен|на|ны|но) был", r", верно\?", r", правда\?", r"разумеется", r"естественно", r"само собой", r"наконец",
    ),
    limit=any_of(
        r"(?:в течение|за|не позднее|не позже|не более|не дольше|не больше|максимум|быстрее|менее|меньше)(?: чем)?(?: через| за)? "
        r"(?:\d+|одн\w+|дв\w+|тр\w+|четыр\w+|пят\w+|шест\w+|сем\w+|восьм\w+|девят\w+|десят\w+|пол\w+)(?:[ -]\w+)? ?(?:секунд|минут|час|дн|ден|сут|гудк)",
        r"(?:в течение|не позднее|не позже|не дольше|за) (?:минут|секунд|час|сут)",
    ),
    negation=any_of(r"не (?!позже|поздн|более|больше|дольше|меньше|только|правда|так ли)", r"нельзя", r"нет\b"),
    refusal=any_of(
        r"без\b", r"отказ", r"забы", r"(?:про)?игнор", r"наруш", r"пропуст", r"упуст", r"ошиб", r"избега", r"отсутств", r"недовол", r"невним", r"невежл",
        r"некорр", r"неправ", r"небреж", r"некомпет", r"нетерп", r"неаккур", r"непри", r"непон", r"неудоб", r"неуваж", r"перестал", r"лишен",
    ),
    common=re.compile(
        r"(?:сотрудник|покупател|вы|вас|вам|вами|он|она|они|его|ее|их|это|эт\w|тот|то|так|и|а|но|в|во|на|с|со|у|к|ко|по|о|об|от|до|из|за|для|при|не|ли|бы|же|что|чтобы|как|"
        r"долж\w+|нужно|надо|важно|необходимо|обязан\w*|следует|потому|поэтому|всегда|быть|был\w?|есть|который|которое|котор\w+|сделано|все|всё)\w{0,3}"
    ),
)  # fmt: skip

EN_DEEDS = (
    "acknowledge add admit advise agree answer apologise apologize appear approach argue arrange arrive ask assist avoid ban blame bring brought call came "
    "carry check clean clear close come compare complete confirm connect continue count deliver demonstrate describe direct discuss do draw end escort examine "
    "explain express fetch fill find finish fix follow found gave get give go greet guide hand help hide hold inform inspect introduce invite keep know lead leave "
    "left let lift listen look made make mention mop move name nod note notice offer open pack pass pause pay pick point present promise provide put react "
    "read recommend record repeat reply report respond return ring said say scan see send sent serve set shake show sign sing sit smile solve speak stand start "
    "stay step stop suggest sum take talk tell tend thank think told took transfer try turn understand use wait walk warn watch welcome wipe wish wrap write wrote"
)

EN = Language(
    pairs=any_of(
        r"name and surname", r"(?:day|date)s? and (?:time|hour)s?", r"terms and conditions", r"between .+? and ", r"pros and cons",
        r"again and again", r"back and forth", r"questions? and answers?", r"first and last name", r"more and more", r"up and running",
        r"returns? and exchanges?", r"chat and messengers?",
    ),
    subordinate=re.compile(
        r"(?:and |but |or )?(?:when|while|if|before|after|once|until|as|since|though|although|without|that|which|who|whose|where|whether|on \w+ing|in \w+ing|unable|having|\w+ing)\b"
    ),
    tail=re.compile(r" (?:when|while|before|after|until|if|that|which|who|whose|whether|where|because)\b.*"),
    joined=re.compile(r" (?:and|as well as|plus) "),
    either=re.compile(r" or "),
    deed=re.compile(r"(?:" + "|".join(EN_DEEDS.split()) + r")(?:s|ed|d)?\b"),
    vague=any_of(
        r"polite", r"well\b", r"good\b", r"badly\b", r"quick", r"prompt", r"fast\b", r"professional", r"proper", r"appropriate", r"correctly", r"adequate", r"reasonabl",
        r"neat", r"tid(?:y|ily)", r"courteous", r"friendly", r"competent", r"confident", r"sufficient", r"suitabl", r"timely", r"on time", r"attentive", r"warm(?:ly)?\b",
        r"helpful", r"nice", r"in order\b", r"carefully", r"in detail", r"clearly", r"convenient", r"thorough", r"swift", r"decent", r"efficient",
    ),
    measure=re.compile(
        r"\d|“|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|half|first|second|third|once|twice|minutes?|hours?|days?|steps?|rings?|within|before|until|at least|at most|"
        r"no more|no later|not (?:one|later|more)|never|none|nothing|nobody|no|every|each|all|only|any|either|or|without|except|same|own)\b"
    ),
    hollow=any_of(
        r"(?:follow|meet|match|accord)\w* (?:to |with )?(?:the |our |all )?(?:company )?(?:standard|rule|requirement|norm|procedure)", r"up to (?:standard|scratch|the mark)", r"as it should",
        r"as (?:required|expected)", r"^(?:yes|no)\.?$", r"in accordance with",
    ),
    opinion=any_of(
        r"(?:did |do )?you (?:like|enjoy|think|believe|feel|prefer)", r"in your (?:opinion|view)", r"satisf", r"would you", r"comfortabl", r"impression", r"seem", r"pleasant",
        r"were you (?:happy|pleased|content)", r"happy with", r"pleased with", r"don[’']t you",
    ),
    seen=any_of(
        r"smil", r"look(?:ed|ing)? (?:at|up at) you", r"eye contact", r"badge", r"uniform", r"cloth(?:es|ing)", r"dress", r"wear", r"hair", r"posture", r"gestur", r"nod(?:ded|ding)?\b",
        r"hands?\b(?! over| you| back| in)", r"glove", r"smell", r"walk(?:ed)? you", r"c[oa]me (?:up|over) to you", r"shoes", r"stood\b", r"tidy",
    ),
    heard=any_of(r"voice", r"interrupt", r"aloud", r"out loud", r"intonation", r"hang up", r"hung up", r"rings?\b", r"whisper", r"shout"),
    hidden=any_of(
        r"(?<!to )knows?\b", r"(?<!to )understand", r"understood\b", r"want(?:ed|s)? to", r"sincere", r"genuine", r"motivat", r"interested in", r"(?:been|was|were|is) trained", r"training record",
        r"brief(?:ing|ed)", r"staff ?room", r"back office", r"stockroom (?:in|tid|clean)", r"the stockroom in", r"shift schedule", r"licen[cs]e", r"certificate", r"personnel file",
        r"report(?:ed)? to the (?:manager|director)", r"able to", r"capable of", r"contract of employment", r"sales (?:plan|target)", r"intend",
    ),
    afterwards=any_of(r"after you(?: had)? left", r"once you (?:were gone|had left)"),
    leading=any_of(
        r"surely", r"of course", r"obviously", r"naturally", r"don[’']t you", r"(?:is|was|did|do|does|were|has|have)n[’']t (?:he|she|they|it|you)\?", r", right\?", r", correct\?", r"^(?:was|were|did|is|are|does|should|could|have|has|would|wo)n[’']t\b",
        r"as (?:it|they|he|she|one) should", r"as (?:the |our )?(?:standard|rule)s? \w+", r"as required", r"as expected", r"at last\b",
    ),
    limit=any_of(
        r"(?:within|in under|in less than|no later than|no more than|at most|less than|under) (?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|half)"
        r"(?:[ -]\w+)? ?(?:seconds?|minutes?|hours?|days?|rings?)",
    ),
    negation=re.compile(r"\b(?:not|never|nobody|no one|nothing|none|cannot)\b|n[’']t\b"),
    refusal=any_of(
        r"refus", r"forg[eo]t", r"ignor", r"fail", r"avoid", r"miss(?:ed|ing)?\b", r"neglect", r"den(?:y|ied)", r"without", r"br[eo]ak", r"broke", r"lack", r"absent", r"unhelp", r"unfriend",
        r"unclear", r"unhapp", r"unpleas", r"unwilling", r"unable", r"untid", r"unkind", r"inattent", r"incorrect", r"incomplet", r"inaccur", r"incompet", r"impolit", r"impatien", r"dissatis", r"disrespect",
    ),
    common=re.compile(
        r"(?:the|a|an|employee|customer|staff|you|your|he|she|it|they|them|their|his|her|is|are|was|were|be|been|being|did|do|does|done|to|of|in|on|at|by|for|with|from|and|or|that|this|as|so|"
        r"should|must|has|have|had|need|needs|important|matters|because|always|supposed|everything|all|up|out|will|would|can|could|yes|no|over)"
    ),
)  # fmt: skip

LANGUAGES = {"ru": RU, "en": EN}
