"""Words that change what a sentence commits to: numbers, dates, units, negations, exceptions, duties.

The languages: English, Russian, Kazakh, Kyrgyz, Tajik, Turkmen (Latin) and Uzbek (Latin and Cyrillic). Several forms of
a word are covered by a stem; a stem that catches too much only makes the product ask more often.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from adaptations.judgement import Reason


def words_of(text: str) -> frozenset[str]:
    """Return the words of a list written as text."""
    return frozenset(text.split())


NUMBERS = words_of(
    """
    one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred dozen first second
    third half quarter double triple twice thrice once zero annual annually monthly quarterly weekly daily yearly
    один одна одно одного одной два две двух три трех трёх четыре пять шесть семь восемь девять десять двадцать тридцать
    сорок пятьдесят сто первый первого второй третий половина половины вдвое втрое дважды трижды ноль ежегодно
    ежемесячно ежеквартально еженедельно ежегодный ежегодного
    бір екі үш төрт бес алты жеті сегіз тоғыз он жиырма отыз қырық елу жүз жарты бірінші екінші үшінші
    бир эки үч төрт беш алты жети сегиз тогуз жыйырма отуз кырк элүү жүз жарым биринчи экинчи үчүнчү
    як ду се чор чаҳор панҷ шаш ҳафт ҳашт нӯҳ даҳ бист сӣ чил панҷоҳ сад ним якум дуюм сеюм
    iki üç dört bäş alty ýedi sekiz dokuz ýigrimi otuz kyrk elli ýüz ýarym birinji ikinji üçünji
    bir ikki uch to'rt besh olti yetti sakkiz to'qqiz o'n yigirma o'ttiz qirq ellik yuz yarim birinchi ikkinchi uchinchi
    i ii iii iv v vi vii viii ix x xi xii
    """
)
MONTHS = tuple(
    words_of(
        """
    january february march april june july august september october november december
    январ феврал март апрел май мая мае июн июл август сентябр октябр ноябр декабр
    қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан
    ýanwar fewral mart aprel maý iýun iýul awgust sentýabr oktýabr noýabr dekabr
    yanvar fevral iyun iyul avgust sentabr oktabr noyabr
    """
    )
)
UNITS = words_of(
    """
    % ‰ $ € £ ¥ ₸ ₽ ° usd eur gbp kzt kgs tjs tmt uzs rub chf jpy cny dollar dollars euro euros pound pounds tenge som
    soms somoni manat manats sum soum rouble roubles ruble rubles cent cents thousand million millions billion billions
    trillion percent percentage point points per day days week weeks month months year years hour hours minute minutes
    km kg m ha tonne tonnes ton tons kilometre kilometres metre metres hectare hectares mw kwh gdp
    тыс млн млрд трлн тысяч тысячи миллион миллиона миллионов миллиард миллиарда миллиардов процент процента процентов
    доллар доллара долларов евро рубль рубля рублей тенге сом сома сомов сомони манат манатов сум сумов день дня дней
    неделя недели недель месяц месяца месяцев год года лет час часа часов км кг м га тонн квартал квартала
    мың миллиард пайыз күн апта ай жыл жылы жылға сағат теңге
    миң пайыз күн жума жыл жылы саат
    ҳазор миллион миллиард фоиз рӯз ҳафта моҳ сол соли соат сомонӣ
    müň million milliard göterim gün hepde aý ýyl ýyly sagat
    ming milliard foiz kun hafta oy yil yili soat so'm
    """
)
NEGATIONS = words_of(
    """
    not no non never none neither nor without unless except excepting excluding exclude excludes excluded exclusion
    only if cannot can't otherwise save but despite notwithstanding subject provided
    until free exempt exempts exempted exemption exception exceptions
    не ни нет без кроме исключая исключение исключением исключения только лишь если нельзя никакой никогда иначе
    запрещено запрещается запрет помимо освобожден освобождён освобождаются
    емес жоқ тек ғана басқа қоспағанда егер тыйым ешқашан ешқандай болмаса
    эмес жок гана башка тышкары эгер тыюу эч
    не нест нестанд танҳо фақат ҷуз ғайри агар ҳеҷ бе бидуни истисно истиснои манъ
    däl ýok diňe başga eger gadagan hiç hiçbir
    emas yo'q faqat tashqari boshqa agar hech taqiqlanadi mustasno istisno
    эмас йўқ фақат ташқари агар ҳеч тақиқланади мустасно
    """
)
MODALS = words_of(
    """
    shall should must may might can could will would ought required require requires optional voluntary mandatory
    recommended recommend recommends obliged obligation entitled permitted allowed need needs
    должен должна должно должны может могут можно следует обязан обязана обязаны обязательно обязательный рекомендуется
    рекомендует вправе необходимо надлежит нужно разрешается допускается подлежит
    тиіс керек қажет мүмкін міндетті құқылы болады ұсынылады
    тийиш керек зарыл мүмкүн милдеттүү укуктуу болот сунушталат
    бояд метавонад метавонанд лозим зарур вазифадор ҳуқуқ мумкин шояд тавсия
    hökman gerek zerur mümkin borçly hukukly bolar maslahat
    kerak lozim shart zarur mumkin majbur haqli bo'ladi tavsiya
    керак лозим шарт зарур мумкин мажбур ҳақли
    """
)

INNER_NEGATION = ("ма", "ме", "ба", "бе", "па", "пе", "май", "мей", "бай", "бей", "ma", "me")
"""Syllables that, after a verb's stem, negate it in the Turkic languages."""
PREFIXES = ("не", "на", "ма", "бе", "но", "un", "in", "il", "im", "ir", "non", "non-", "dis", "ex", "de", "anti")
SUFFIXES = ("сыз", "сіз", "сиз", "суз", "сүз", "syz", "siz", "suz", "süz", "less")
SHORTEST_STEM = 2
APOSTROPHES = re.compile(r"['’‘ʻʼ]")
NUMERAL = re.compile(r"\d")

ORDER = (Reason.NUMBER, Reason.UNIT, Reason.NEGATION, Reason.MODAL, Reason.QUESTION)


def risk_of_token(token: str) -> Reason | None:
    """Return the kind of risk a changed token (folded, without white space) carries, None for none."""
    word = APOSTROPHES.sub("'", token.lower())
    if word.startswith("{{"):
        return Reason.QUESTION
    if NUMERAL.search(word) or word in NUMBERS or word.startswith(MONTHS):
        return Reason.NUMBER
    if word in UNITS:
        return Reason.UNIT
    if word in NEGATIONS or word.endswith("n't"):
        return Reason.NEGATION
    return Reason.MODAL if word in MODALS else None


def negates(one: str, other: str) -> bool:
    """Tell whether one word may be the negated form of the other (законный/незаконный, bermeýär/berýär)."""
    one, other = one.lower(), other.lower()
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    if longer in {prefix + shorter for prefix in PREFIXES} | {shorter + suffix for suffix in SUFFIXES}:
        return True
    stem = 0
    while stem < len(shorter) and longer[stem] == shorter[stem]:
        stem += 1
    if stem < SHORTEST_STEM or one == other:
        return False
    return longer[stem:].startswith(INNER_NEGATION) != shorter[stem:].startswith(INNER_NEGATION)


def risk_of_change(removed: Iterable[str], added: Iterable[str]) -> Reason | None:
    """Return the gravest kind of risk that a change of these tokens carries, None for none."""
    gone, new = tuple(removed), tuple(added)
    found = {risk_of_token(token) for token in (*gone, *new)}
    if any(negates(old, fresh) for old in gone for fresh in new):
        found.add(Reason.NEGATION)
    return next((reason for reason in ORDER if reason in found), None)
