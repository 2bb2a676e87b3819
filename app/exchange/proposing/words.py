"""The words by which company documents call positions and channels, in Russian and English.

A phrase is matched in every case and number. The word in capitals is the one that the verb agrees with;
the others only go with it.
"""

POSITIONS: dict[str, tuple[str, ...]] = {
    "cleaner": (
        "УБОРЩИК", "УБОРЩИЦА", "КЛИНЕР", "ТЕХНИЧКА", "СОТРУДНИК клининга", "ПЕРСОНАЛ клининговой",
        "CLEANER", "JANITOR", "HOUSEKEEPER",
    ),
    "guard": (
        "ОХРАННИК", "СОТРУДНИК охраны", "РАБОТНИК охраны", "СОТРУДНИК службы безопасности", "КОНТРОЛЁР торгового зала",
        "КОНТРОЛЁР зала", "ВАХТЁР",
        "security GUARD", "GUARD", "security OFFICER", "security STAFF", "DOORMAN",
    ),
    "loader": (
        "КЛАДОВЩИК", "ГРУЗЧИК", "КЛАДОВЩИК-ГРУЗЧИК", "РАБОТНИК склада", "СОТРУДНИК склада", "КОМПЛЕКТОВЩИК",
        "stock WORKER", "warehouse WORKER", "LOADER", "STOREKEEPER", "PORTER",
    ),
    "stocker": (
        "РАБОТНИК торгового зала", "РАБОТНИК зала", "СОТРУДНИК торгового зала", "ВЫКЛАДЧИК", "МЕРЧЕНДАЙЗЕР",
        "МЕРЧАНДАЙЗЕР",
        "shelf STOCKER", "STOCKER", "shelf FILLER", "MERCHANDISER", "stock ASSISTANT",
    ),
    "consultant": (
        "ПРОДАВЕЦ", "ПРОДАВЕЦ-КОНСУЛЬТАНТ", "КОНСУЛЬТАНТ", "МЕНЕДЖЕР по продажам", "МЕНЕДЖЕР торгового зала",
        "sales CONSULTANT", "CONSULTANT", "sales ASSISTANT", "shop ASSISTANT", "sales ASSOCIATE", "sales ADVISOR",
        "sales ADVISER", "SALESPERSON", "SALESPEOPLE", "SELLER",
    ),
    "senior_seller": (
        "старший ПРОДАВЕЦ", "старший ПРОДАВЕЦ-КОНСУЛЬТАНТ", "старший КОНСУЛЬТАНТ",
        "senior SELLER", "senior sales CONSULTANT", "senior CONSULTANT", "senior sales ASSISTANT",
        "senior sales ASSOCIATE",
    ),
    "cashier": ("КАССИР", "ПРОДАВЕЦ-КАССИР", "КАССИР-ОПЕРАЦИОНИСТ", "CASHIER", "till OPERATOR", "checkout OPERATOR"),
    "service_desk": (
        "СОТРУДНИК стойки", "СОТРУДНИК стойки выдачи и возврата", "СОТРУДНИК пункта выдачи", "СОТРУДНИК зоны выдачи",
        "СОТРУДНИК выдачи", "СПЕЦИАЛИСТ по возврату", "СОТРУДНИК отдела возврата", "ОПЕРАТОР пункта выдачи",
        "СПЕЦИАЛИСТ стойки", "РАБОТНИК стойки", "РАБОТНИК пункта выдачи",
        "returns and pick-up CLERK", "returns CLERK", "pick-up CLERK", "service desk CLERK", "returns desk CLERK",
        "service desk STAFF", "customer service CLERK",
    ),
    "repair_engineer": (
        "ИНЖЕНЕР", "ИНЖЕНЕР по ремонту", "ИНЖЕНЕР сервисного центра", "сервисный ИНЖЕНЕР", "МАСТЕР по ремонту",
        "МАСТЕР сервисного центра", "МАСТЕР", "РЕМОНТНИК",
        "repair ENGINEER", "service ENGINEER", "ENGINEER", "repair TECHNICIAN", "TECHNICIAN",
    ),
    "courier": (
        "КУРЬЕР", "ВОДИТЕЛЬ-КУРЬЕР", "ДОСТАВЩИК", "ВОДИТЕЛЬ-ЭКСПЕДИТОР", "ЭКСПЕДИТОР", "СОТРУДНИК доставки",
        "COURIER", "delivery DRIVER", "DRIVER",
    ),
    "operator": (
        "ОПЕРАТОР", "ОПЕРАТОР контакт-центра", "ОПЕРАТОР колл-центра", "ОПЕРАТОР кол-центра", "ОПЕРАТОР call-центра",
        "ОПЕРАТОР горячей линии", "СОТРУДНИК контакт-центра", "СОТРУДНИК колл-центра", "СОТРУДНИК call-центра",
        "СПЕЦИАЛИСТ контакт-центра", "ДИСПЕТЧЕР",
        "OPERATOR", "contact centre OPERATOR", "contact center OPERATOR", "call centre OPERATOR",
        "call centre AGENT", "call center AGENT", "contact centre AGENT", "contact center AGENT", "phone AGENT",
    ),
    "online_agent": (
        "онлайн-КОНСУЛЬТАНТ", "онлайн-ОПЕРАТОР", "чат-ОПЕРАТОР", "ОПЕРАТОР чата", "ОПЕРАТОР онлайн-чата",
        "СОТРУДНИК чата", "КОНСУЛЬТАНТ чата", "КОНСУЛЬТАНТ интернет-магазина", "МЕНЕДЖЕР интернет-магазина",
        "online AGENT", "online CONSULTANT", "chat AGENT", "chat OPERATOR", "online ADVISOR",
    ),
    "administrator": (
        "АДМИНИСТРАТОР", "АДМИНИСТРАТОР смены", "АДМИНИСТРАТОР магазина", "АДМИНИСТРАТОР торгового зала",
        "СТАРШИЙ смены", "НАЧАЛЬНИК смены", "РУКОВОДИТЕЛЬ смены", "дежурный МЕНЕДЖЕР", "дежурный АДМИНИСТРАТОР",
        "ADMINISTRATOR", "shift ADMINISTRATOR", "shift MANAGER", "duty MANAGER", "shift LEADER", "shift SUPERVISOR",
    ),
    "director": (
        "ДИРЕКТОР", "ДИРЕКТОР магазина", "УПРАВЛЯЮЩИЙ", "УПРАВЛЯЮЩИЙ магазином", "ЗАВЕДУЮЩИЙ магазином",
        "РУКОВОДИТЕЛЬ магазина", "ЗАМЕСТИТЕЛЬ директора",
        "DIRECTOR", "store DIRECTOR", "store MANAGER", "shop MANAGER", "branch MANAGER",
    ),
}  # fmt: skip
# People of the head office, and words that look like a position and are none.
OTHERS = (
    "генеральный ДИРЕКТОР", "коммерческий ДИРЕКТОР", "исполнительный ДИРЕКТОР", "финансовый ДИРЕКТОР",
    "региональный ДИРЕКТОР", "ДИРЕКТОР по", "АДМИНИСТРАТОР сайта", "мобильный ОПЕРАТОР", "системный АДМИНИСТРАТОР",
    "managing DIRECTOR", "regional DIRECTOR", "executive DIRECTOR", "MASTER class", "МАСТЕР-класс", "tour OPERATOR",
)  # fmt: skip
# Places and duties that stand for a position where a heading names nobody.
AREAS: dict[str, tuple[str, ...]] = {
    "cleaner": ("уборка", "чистота", "клининг", "cleaning", "cleanliness"),
    "guard": ("охрана", "служба безопасности", "вход в магазин", "security"),
    "loader": ("склад", "разгрузка", "погрузка", "warehouse", "stockroom"),
    "stocker": ("выкладка", "ценник", "мерчандайзинг", "shelves", "shelf", "merchandising"),
    "consultant": ("консультация", "консультирование", "примерочная", "продажа", "sales", "selling", "advice"),
    "cashier": ("касса", "кассовый", "расчёт покупателя", "till", "checkout", "paying"),
    "service_desk": ("возврат", "выдача", "стойка", "returns", "pick-up"),
    "repair_engineer": ("ремонт", "сервисный центр", "repair", "repairs"),
    "courier": ("доставка", "delivery"),
    "operator": (
        "контакт-центр", "колл-центр", "call-центр", "горячая линия", "contact centre", "call centre", "hotline",
        "contact center", "call center",
    ),
    "online_agent": ("онлайн-чат", "чат", "chat", "live chat"),
    "director": ("директор", "руководство магазина", "store management"),
}  # fmt: skip
EVERYONE = (
    r"(?:вс(?:е|ех|ем|еми)|кажд\w+|люб\w+) (?:\w+ )?(?:сотрудник|работник|член\w* команды)\w*",
    r"вс\w+ (?:\w+ )?персонал\w*|весь (?:\w+ )?персонал|весь коллектив|любой из нас|каждый из нас|каждого из нас",
    r"(?:all|every|each|any)(?: of)?(?: our| the)? (?:\w+ )?(?:staff|employees?|team members?|colleagues?|workers?)",
    r"everyone|everybody|nobody|no one|all of us|each of us|every one of us",
)
# In a heading they need no noun: "General rules for all".
EVERYONE_IN_HEADINGS = (
    r"(?:для|у) всех|все вместе|кажд(?:ый|ого|ому)|общие (?:правила|требования|стандарты|нормы|для)",
    r"для всего персонала|(?:for|to) (?:all|everyone|everybody)|general (?:rules|requirements|standards)|common (?:rules|standards)",
)
# Somebody who works here, whoever it is: the clause around it says who.
STAFF = (
    r"сотрудник(?:а|у|ом|е|и|ов|ам|ами|ах)?", r"работник(?:а|у|ом|е|и|ов|ам|ами|ах)?", r"персонал(?:а|у|ом|е)?",
    "staff", "employees?", "team members?", "colleagues?", "workers?",
)  # fmt: skip
CHANNELS: dict[str, tuple[str, ...]] = {
    "phone": (
        r"по телефону|(?:на|за|с|при) (?:\w+ )?телефонн\w+|телефонн\w+ (?:звон|разговор|общени|переговор|обслуж|консульт)\w*",
        r"(?:пере|по|до|со)?звон(?:ок|ка|ку|ком|ке|ки|ков|кам|ками|ках|ит|ят|ить|ивш\w+)(?! в (?:дверь|домофон))|(?:пере|про)?званива\w+",
        r"трубк\w+|гудк\w+|гудок",
        r"(?:by|on|over|via) (?:the )?(?:tele)?phone|answers? the (?:\w+ )?phone|telephones|phone calls?|(?:tele)?phone (?:call|conversation|line)s?|call(?:s|ers?|ing)?|rings?",
    ),
    "email": (
        r"электронн\w+ (?:почт|письм|адрес|сообщен)\w+|по почте|e-?mail\w*|имейл\w*|письм(?:о|а|у|ом|е|ам|ами|ах)|писем|переписк\w+",
        r"e-?mails?",
    ),
    "chat": (
        r"чат(?:е|а|у|ом|ы|ов|ах)?|мессенджер\w*|whatsapp|telegram|вотсап\w*|телеграм\w*",
        r"(?:на|в) (?:\w+ )?сообщени(?:е|я|и|ях)",
        r"(?:live|the|a|an|each|every|by|in|via|per) chats?|messengers?|instant messages?|chat (?:messages?|window)",
    ),
    "website": (r"сайт(?:е|а|у|ом|ы|ов|ах)?|интернет-магазин\w*", r"web ?sites?|online (?:store|shop)"),
    "in_person": (
        r"лично|в (?:торговом )?зале|при (?:личной )?встрече|очно|в магазине",
        r"in person|face to face|in the (?:shop|store)|on the (?:shop|sales) floor",
    ),
}  # fmt: skip
# What names a channel where it stands alone: a heading, a column, a cell.
CHANNEL_NAMES: dict[str, str] = {
    "phone": r"телефон\w*|звон\w+|горяч\w+ лини\w+|phones?|telephone|calls?|hotline|(?:контакт|колл|кол)\w*[ -]центр\w*|contact cent(?:re|er)",
    "email": r"почт\w+|письм\w+|писем|mails?",
    "chat": r"чат\w*|мессенджер\w*|сообщени\w+|chats?|messages?|messengers?",
    "website": r"сайт\w*|онлайн|web\w*|online",
    "in_person": r"лично|личн\w+ (?:общени|контакт|встреч)\w+|очно|зал|магазин|in person|face to face|personal\w*",
}
