"""Why each piece of advice is given, in one sentence; {words} are those that gave rise to it, {channels} where it is asked."""

from app.standards.noun import Text

REASONS = {
    "two_things": Text(
        ru="Здесь спрашивают о двух вещах сразу («{words}»): на «одно да, другое нет» ответить нечем, сделайте два критерия.",
        en="Two things are asked at once (“{words}”): “one yes, the other no” has no answer, so make two criteria.",
    ),
    "vague": Text(
        ru="«{words}» каждый понимает по-своему: назовите поступок или меру, хотя бы в том, что ожидается.",
        en="“{words}” means something else to everyone: name an act or a measure, at least in what is expected.",
    ),
    "opinion": Text(
        ru="«{words}» спрашивает о мнении, а не о том, что было: разные люди ответят по-разному об одном и том же.",
        en="“{words}” asks for an opinion rather than for what happened: different people will answer differently about the same thing.",
    ),
    "not_on_channel": Text(
        ru="«{words}» не увидеть или не услышать там, где об этом спрашивают: {channels}.",
        en="“{words}” cannot be seen or heard where this is asked: {channels}.",
    ),
    "unseen": Text(
        ru="«{words}» тайному покупателю не видно: спросите о поступке или оставьте только открытую проверку.",
        en="A mystery shopper cannot see “{words}”: ask about an act, or keep this for open audits.",
    ),
    "leading": Text(
        ru="«{words}» подсказывает ответ: спросите так, чтобы норму нельзя было угадать.",
        en="“{words}” gives the answer away: ask so that the norm cannot be guessed.",
    ),
    "double_negative": Text(
        ru="Два отрицания («{words}»): непонятно, что значит «да»; спросите прямо.",
        en="Two negatives (“{words}”): nobody can tell what “yes” means; ask it straight.",
    ),
    "long": Text(
        ru="В вопросе {words} знаков, на телефоне удобно читать до 70: уберите лишнее.",
        en="The question has {words} characters, and a phone shows 70 at ease: trim it.",
    ),
    "unmeasured": Text(
        ru="По ожиданию «{words}» нельзя решить, выполнено ли оно: назовите, сколько, когда, что сказано или сделано.",
        en="Nobody can decide by “{words}” whether it was met: say how much, when, what is said or done.",
    ),
    "why_repeats": Text(
        ru="«{words}» повторяет вопрос: скажите, что это даёт покупателю.",
        en="“{words}” repeats the question: say what a customer gains by it.",
    ),
}
