"""The widgets do what their names say: with the keyboard, in both directions, with any digits."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QFontMetrics, QTextLayout
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QToolButton, QToolTip, QWidget
from shiboken6 import delete

from desktop.ui import language, theme
from desktop.ui.formats import plain
from desktop.ui.widgets import (
    AmountEdit,
    Bar,
    Button,
    Cell,
    Chip,
    ChoiceBox,
    CodeEdit,
    Column,
    DayEdit,
    EmptyState,
    Field,
    Figure,
    Label,
    MenuButton,
    MoneyLabel,
    NotesEdit,
    PinDots,
    PinPad,
    Progress,
    Reading,
    Row,
    Segmented,
    Sheet,
    SmartField,
    Steps,
    Table,
    TableRow,
    Tabs,
    TextEdit,
    Toggle,
    VerdictBar,
    WayOut,
    column,
    row,
    tab_as_read,
)
from desktop.ui.widgets.text import directed, directed_right
from loyalty.words import fold_digits
from tests.ui.accessibility import assert_all_named, spoken_name
from tests.ui.front import to_front
from tests.ui.typing import press, type_text

pytestmark = pytest.mark.usefixtures("app")
KEY = Qt.Key


def shown(qtbot, widget: QWidget, width: int = 500, height: int = 300) -> QWidget:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    return widget


class TestWords:
    @pytest.mark.parametrize("text", ["۱۲۳", "1,250", "‎-۵۰", "Enter", "سلام"])
    def test_a_label_keeps_to_its_side_whatever_it_says(self, app: QApplication, qtbot, text: str) -> None:
        label = shown(qtbot, Label(text), 300, 40)
        for lang, side in (("fa", Qt.AlignmentFlag.AlignRight), ("en", Qt.AlignmentFlag.AlignLeft)):
            language.use(app, lang)
            assert label.alignment() & side
            assert label.alignment() & Qt.AlignmentFlag.AlignAbsolute
            assert _ink_is_on(label, right=lang == "fa")

    def test_figures_end_at_the_right_in_both_languages(self, app: QApplication, qtbot) -> None:
        money = shown(qtbot, MoneyLabel(), 300, 40)
        money.show_amount(1_234)
        for lang in ("fa", "en"):
            language.use(app, lang)
            assert _ink_is_on(money, right=True)

    def test_a_persian_sentence_runs_from_the_right_whatever_it_begins_with(self, app: QApplication) -> None:
        assert directed("Enter می‌افزاید").startswith("\u200f")
        assert directed("\u200e+۵ تومان").startswith("\u200f")
        assert directed("هنوز Enter") == "هنوز Enter"
        assert directed("Leather bag") == "Leather bag"
        language.use(app, "en")
        assert directed("Enter می‌افزاید") == "Enter می‌افزاید"

    @pytest.mark.parametrize("text", ["۱۰٪", "۵٪ تخفیف", "پاییزهٔ کفش ۱۰٪", "Nike ۱۲٫۵٪ کفش", "۱۰٪ تا ۲۰٪"])
    def test_the_sign_of_a_percentage_stands_on_its_left_everywhere(
        self, app: QApplication, text: str
    ) -> None:
        words = directed(text)
        assert directed(words) == words
        assert plain(words) == text
        layout = QTextLayout(words, theme.font(14))
        layout.beginLayout()
        line = layout.createLine()
        layout.endLayout()
        for found in re.finditer("[۰-۹٬٫]+٪", words):
            sign, digit = (line.cursorToX(place)[0] for place in (found.end() - 1, found.start()))
            assert sign < digit, words

    def test_a_long_name_is_cut_and_told_in_full(self, qtbot) -> None:
        name = "عبدالرحمان شاه‌محمدی‌نژاد اصل کرمانشاهی‌پور"
        label = shown(qtbot, Label(name, elide=True), 120, 30)
        assert label.minimumSizeHint().width() < QFontMetrics(label.font()).horizontalAdvance(name)
        assert label.toolTip() == name
        assert _ink_is_on(label, right=True)

    def test_a_wrapped_persian_line_stays_inside(self, app: QApplication, qtbot) -> None:
        label = Label("خرج از اعتبار: مبلغی پیشنهاد می‌شود که کمترین اعتبار هدر رود", 13, wrap=True)
        shown(qtbot, label, 264, 60)
        picture = label.grab().toImage()
        ground = picture.pixel(0, 0)
        first, second = (
            max(x for x in range(264) for y in rows if picture.pixel(x, y) != ground)
            for rows in (range(28), range(32, 60))
        )
        assert first >= 260
        assert second >= 260

    def test_a_figure_says_its_heading_to_a_screen_reader(self, qtbot) -> None:
        figure = shown(qtbot, Figure(name="اعتبار"))
        figure.show_figure("۴۸۵٬۰۰۰", "تومان")
        assert spoken_name(figure) == "اعتبار ۴۸۵٬۰۰۰ تومان"
        assert figure.sizeHint().height() == 52

    def test_no_amount_is_no_text(self, qtbot) -> None:
        money = shown(qtbot, MoneyLabel(unit=True, signed=True))
        money.show_amount(5)
        assert plain(money.text()) == "+۵ تومان"
        money.show_amount(None)
        assert money.text() == ""


class TestButtons:
    def test_enter_and_space_press_it(self, qtbot) -> None:
        button, pressed = shown(qtbot, Button("ثبت", cap="F10")), []
        button.clicked.connect(lambda: pressed.append(1))
        for key in (KEY.Key_Return, KEY.Key_Enter, KEY.Key_Space):
            press(button, key)
        assert len(pressed) == 3

    @pytest.mark.parametrize("kind", ["primary", "plain", "danger"])
    def test_enter_held_and_a_double_click_press_it_once(self, qtbot, kind: str) -> None:
        button, pressed = shown(qtbot, Button("ثبت", kind)), []  # type: ignore[arg-type]
        button.clicked.connect(lambda: pressed.append(1))
        for _ in range(3):
            press(button, KEY.Key_Return, held=bool(pressed))
        assert len(pressed) == 1
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        qtbot.mouseDClick(button, Qt.MouseButton.LeftButton)
        assert len(pressed) == 2

    def test_a_blocked_button_does_nothing(self, qtbot) -> None:
        button, pressed = shown(qtbot, Button("انتشار", "primary")), []
        button.clicked.connect(lambda: pressed.append(1))
        button.setEnabled(False)
        press(button, KEY.Key_Return)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert pressed == []

    @pytest.mark.parametrize(
        ("kind", "height"), [("primary", 56), ("plain", 44), ("quiet", 44), ("danger", 44)]
    )
    def test_it_is_large_enough_for_a_finger(self, qtbot, kind: str, height: int) -> None:
        button = shown(qtbot, Button("ثبت", kind))  # type: ignore[arg-type]
        assert button.sizeHint().height() == height

    def test_words_icon_and_cap_all_find_room(self, qtbot) -> None:
        bare, full = Button("مرجوعی"), Button("مرجوعی", cap="F9", icon="refund", trailing="chevron-down")
        for button in (bare, full):
            qtbot.addWidget(button)
        assert full.minimumSizeHint().width() > bare.minimumSizeHint().width() + 60

    def test_a_list_button_gives_the_key(self, qtbot) -> None:
        button = shown(qtbot, MenuButton("شعبه"))
        button.set_items([("v", "ونک"), ("t", "تجریش")])
        with qtbot.waitSignal(button.picked) as told:
            button.pick("t")
        assert told.args == ["t"]
        assert button.keys() == ["v", "t"]


class TestChoices:
    @pytest.mark.parametrize("kind", [Segmented, Tabs])
    def test_arrows_go_where_they_point(self, app: QApplication, qtbot, kind: type[Segmented]) -> None:
        choice, picked = kind([("7", "۷ روز"), ("30", "۳۰ روز"), ("90", "۹۰ روز")], name="دوره"), []
        shown(qtbot, choice)
        choice.picked.connect(picked.append)
        choice.choose("30")
        assert picked == []
        press(choice, KEY.Key_Left)
        assert picked == ["90"]
        language.use(app, "en")
        press(choice, KEY.Key_Left)
        assert picked == ["90", "30"]
        press(choice, KEY.Key_Left)
        press(choice, KEY.Key_Left)
        assert choice.value() == "7"

    def test_new_words_keep_the_choice(self, qtbot) -> None:
        choice = shown(qtbot, Segmented([("a", "آ"), ("b", "ب")], name="x"))
        choice.choose("b")
        fields = choice.findChildren(QAbstractButton)
        choice.set_options([("a", "A"), ("b", "B")])
        assert choice.value() == "b"
        assert [one.text() for one in fields] == ["A", "B"], "whose keyboard stands on one keeps its place"
        choice.set_options([("a", "A")])
        assert choice.value() == "a"

    def test_a_switch_turns_with_space(self, qtbot) -> None:
        toggle = shown(qtbot, Toggle("رسید چاپ شود"))
        with qtbot.waitSignal(toggle.toggled) as told:
            press(toggle, KEY.Key_Space)
        assert told.args == [True]
        assert spoken_name(toggle) == "رسید چاپ شود"

    def test_a_list_tells_what_a_person_chose_and_not_what_code_did(self, qtbot) -> None:
        box, picked = shown(qtbot, ChoiceBox([("s", "نقره‌ای"), ("g", "طلایی")], name="سطح")), []
        box.picked.connect(picked.append)
        box.choose("g")
        assert (box.value(), picked) == ("g", [])
        press(box, KEY.Key_Up)
        assert (box.value(), picked) == ("s", ["s"])
        box.set_options([("s", "Silver"), ("g", "Gold")])
        assert box.value() == "s"


class TestFields:
    @pytest.mark.parametrize("typed", ["1250000", "۱۲۵۰۰۰۰", "١٢٥٠٠٠٠", "1,250,000"])
    def test_an_amount_takes_any_digits_and_groups_them(self, app: QApplication, qtbot, typed: str) -> None:
        edit, told = shown(qtbot, AmountEdit(name="مبلغ")), []
        edit.amount_changed.connect(told.append)
        type_text(edit, typed)
        assert edit.amount() == 1_250_000
        assert told[-1] == 1_250_000
        assert edit.text() == "۱٬۲۵۰٬۰۰۰"
        language.use(app, "en")
        assert edit.text() == "1,250,000"

    def test_a_digit_in_the_middle_stays_where_it_was_typed(self, qtbot) -> None:
        edit = shown(qtbot, AmountEdit(1_500, name="مبلغ"))
        edit.setCursorPosition(1)
        type_text(edit, "2")
        type_text(edit, "3")
        assert edit.amount() == 123_500

    def test_emptied_is_none_and_letters_are_not_taken(self, qtbot) -> None:
        edit = shown(qtbot, AmountEdit(5, name="مبلغ"))
        press(edit, KEY.Key_Backspace)
        assert edit.amount() is None
        type_text(edit, "x")
        assert edit.text() == ""

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ("-3", "این‌جا کمتر از صفر نمی‌شود؛ علامت منها را بردارید."),
            ("−۳", "این‌جا کمتر از صفر نمی‌شود؛ علامت منها را بردارید."),
            ("12.5", "این‌جا عدد درست می‌نشیند، بی اعشار."),
            ("۱۲٫۵", "این‌جا عدد درست می‌نشیند، بی اعشار."),
            ("2*45000", "این‌جا یک عدد می‌نشیند، فقط با رقم."),
        ],
    )
    def test_what_is_no_amount_stays_and_is_said(self, qtbot, typed: str, said: str) -> None:
        edit = AmountEdit(money=True)
        field, told = shown(qtbot, Field("مبلغ", edit)), []
        edit.amount_changed.connect(told.append)
        type_text(edit, typed)
        assert (edit.amount(), told[-1], field.problem()) == (None, None, said)
        assert fold_digits(edit.text()) == fold_digits(typed)
        assert not re.search("[0-9]", edit.text()), "what is wrong is written in the reader's digits too"
        field.show_problem("مبلغ را بنویسید")
        assert field.problem() == said, "what stands in the field is wrong, not missing"
        edit.selectAll()
        type_text(edit, "4")
        assert (edit.amount(), field.problem()) == (4, "")

    @pytest.mark.parametrize("pasted", ["1.250.000", "1,250,000 تومان", "۱٬۲۵۰٬۰۰۰", "\u200e1250000"])
    def test_a_number_is_pasted_as_others_write_it(self, qtbot, pasted: str) -> None:
        edit = shown(qtbot, AmountEdit(money=True, name="مبلغ"))
        QApplication.clipboard().setText(pasted)
        edit.paste()
        assert edit.amount() == 1_250_000

    def test_a_code_keeps_its_order_and_gives_latin_digits(self, qtbot) -> None:
        edit = shown(qtbot, CodeEdit(name="تلفن"))
        type_text(edit, "۰۹۱۲٣٤٥6789")
        assert edit.folded() == "09123456789"
        assert edit.layoutDirection() == Qt.LayoutDirection.LeftToRight

    @pytest.mark.parametrize(
        ("lang", "typed", "stands"),
        [("fa", "12.5", "۱۲.۵"), ("fa", "٣۰", "۳۰"), ("en", "۳۰", "30"), ("fa", "-4x", "-۴x")],
    )
    def test_a_figure_stands_in_the_readers_digits_however_it_is_typed(
        self, app: QApplication, qtbot, lang: str, typed: str, stands: str
    ) -> None:
        language.use(app, lang)
        edit, told = shown(qtbot, CodeEdit(name="درصد", figure=True)), []
        edit.textEdited.connect(told.append)
        type_text(edit, typed)
        folded = fold_digits(typed)
        assert (edit.text(), edit.folded(), len(told)) == (stands, folded, len(typed))
        edit.setCursorPosition(1)
        type_text(edit, "7")
        assert edit.folded() == folded[:1] + "7" + folded[1:], "what is typed in the middle stays there"
        assert edit.cursorPosition() == 2

    def test_a_day_is_jalali_in_order_and_gregorian_in_english(self, app: QApplication, qtbot) -> None:
        edit, told = shown(qtbot, DayEdit(dt.date(2025, 3, 20), name="روز")), []
        edit.day_changed.connect(told.append)
        assert edit.text() == "۱۴۰۳/۱۲/۳۰"
        edit.setDate(QDate(2025, 3, 21))
        assert edit.text() == "۱۴۰۴/۰۱/۰۱"
        assert told == [dt.date(2025, 3, 21)]
        language.use(app, "en")
        assert edit.text() == "2025-03-21"
        assert edit.day() == dt.date(2025, 3, 21)

    @pytest.mark.parametrize(
        ("lang", "typed", "meant"),
        [
            ("fa", "1403/01/31", dt.date(2024, 4, 19)),
            ("fa", "۱۴۰۳/۰۱/۳۱", dt.date(2024, 4, 19)),
            ("fa", "14030131", dt.date(2024, 4, 19)),
            ("fa", "1403/12/30", dt.date(2025, 3, 20)),
            ("en", "2024-01-31", dt.date(2024, 1, 31)),
            ("en", "20240229", dt.date(2024, 2, 29)),
        ],
    )
    @pytest.mark.parametrize("at", ["start", "inside", "all"])
    def test_a_whole_day_may_be_typed_over_another(
        self, app: QApplication, qtbot, lang: str, typed: str, meant: dt.date, at: str
    ) -> None:
        language.use(app, lang)
        edit = shown(qtbot, DayEdit(dt.date(2026, 11, 23), name="روز"))
        if at == "all":
            edit.selectAll()
        else:
            press(edit, KEY.Key_Home)
            edit.lineEdit().setCursorPosition(0 if at == "start" else 2)
        type_text(edit, typed)
        assert edit.day() == meant

    @pytest.mark.parametrize(
        ("lang", "typed", "meant", "said"),
        [
            ("fa", "1404/07/31", dt.date(2025, 10, 22), "این ماه ۳۰ روز دارد؛ روز آخرش گذاشته شد"),
            ("fa", "1404/12/30", dt.date(2026, 3, 20), "این ماه ۲۹ روز دارد؛ روز آخرش گذاشته شد"),
            ("en", "20250230", dt.date(2025, 2, 28), "This month has 28 days: its last day was taken"),
            ("fa", "140413", None, "چنین روزی در تقویم نیست"),
            ("fa", "1403/12/30", dt.date(2025, 3, 20), ""),
        ],
    )
    def test_a_day_that_is_not_in_the_calendar_is_said(
        self, app: QApplication, qtbot, lang: str, typed: str, meant: dt.date | None, said: str
    ) -> None:
        language.use(app, lang)
        edit = shown(qtbot, DayEdit(dt.date(2026, 11, 23), name="روز"))
        QToolTip.hideText()
        edit.selectAll()
        type_text(edit, typed)
        assert QToolTip.text() == said
        assert meant is None or edit.day() == meant
        QToolTip.hideText()

    def test_a_day_is_shown_in_one_script_while_it_is_typed(self, qtbot) -> None:
        edit = shown(qtbot, DayEdit(dt.date(2026, 11, 23), name="روز"))
        edit.selectAll()
        for digit in "1404/7/5":
            type_text(edit, digit)
            assert not re.search("[0-9]", edit.text()), edit.text()
        assert edit.text() == "۱۴۰۴/۰۷/۰۵"

    def test_the_week_of_the_calendar_begins_and_rests_as_here(self, qtbot) -> None:
        month = shown(qtbot, DayEdit(dt.date(2026, 11, 21), name="روز")).calendarWidget()
        red = theme.color("red")
        rest = [d for d in Qt.DayOfWeek if month.weekdayTextFormat(d).foreground().color() == red]
        assert rest == [Qt.DayOfWeek.Friday]
        assert month.firstDayOfWeek() == Qt.DayOfWeek.Saturday
        assert month.locale().language() == QLocale.Language.Persian

    def test_a_field_says_what_is_wrong_and_takes_it_back(self, qtbot) -> None:
        field = shown(qtbot, Field("نام", TextEdit(), hint="به فارسی"))
        assert spoken_name(field.editor) == "نام"
        field.show_problem("نام خالی است")
        assert field.problem() == "نام خالی است"
        assert field.editor.property("wrong")
        assert field.editor.accessibleDescription() == "نام خالی است"
        field.show_problem("")
        assert field.problem() == ""
        assert not field.editor.property("wrong")

    def test_notes_begin_where_reading_begins(self, app: QApplication, qtbot) -> None:
        notes = shown(qtbot, NotesEdit("سلام", name="یادداشت"), 300, 100)
        assert notes.height() == 26 + 25 * 3
        assert not notes.verticalScrollBar().isVisible()
        assert notes.cursorRect().left() > 200
        language.use(app, "en")
        assert notes.document().defaultTextOption().textDirection() == Qt.LayoutDirection.LeftToRight

    def test_the_arrows_of_the_month_are_seen_in_the_dark(self, app: QApplication, qtbot) -> None:
        month = shown(qtbot, DayEdit(dt.date(2026, 11, 21), name="روز")).calendarWidget()
        theme.use(app, "dark")
        arrow = month.findChild(QToolButton, "qt_calendar_nextmonth").icon().pixmap(18, 18).toImage()
        inks = {
            arrow.pixelColor(x, y).name()
            for x in range(18)
            for y in range(18)
            if arrow.pixelColor(x, y).alpha() == 255
        }
        assert inks == {theme.color("text2").name()}

    def test_all_one_line_editors_are_of_one_height(self, qtbot) -> None:
        editors = [TextEdit(), CodeEdit(), AmountEdit(), ChoiceBox(), DayEdit()]
        page = QWidget()
        page.setLayout(column(*editors))
        shown(qtbot, page)
        assert {e.height() for e in editors} == {44}


class TestSmartField:
    def test_keys_become_signals_and_text_stays(self, qtbot) -> None:
        field, told = shown(qtbot, SmartField(name="همه‌چیز")), []
        field.text_changed.connect(lambda text: told.append(("text", text)))
        field.submitted.connect(lambda text: told.append(("enter", text)))
        field.next_wanted.connect(lambda: told.append(("down",)))
        field.previous_wanted.connect(lambda: told.append(("up",)))
        field.left.connect(lambda: told.append(("esc",)))
        type_text(field.edit, "کف")
        for key in (KEY.Key_Down, KEY.Key_Up, KEY.Key_Return, KEY.Key_Escape):
            press(field.edit, key)
        expected = [("text", "ک"), ("text", "کف"), ("down",), ("up",), ("enter", "کف"), ("esc",)]
        assert told == expected
        assert field.text() == "کف"
        press(field.edit, KEY.Key_Return, held=True)
        assert told == expected, "held down, it would record what nobody saw"

    def test_it_says_what_it_understood(self, qtbot) -> None:
        field = shown(qtbot, SmartField(name="همه‌چیز"), 900, 90)
        field.show_reading(Reading("مبلغ در گروه کفش", "۶۰۰٬۰۰۰ تومان"))
        assert field.edit.accessibleDescription() == "مبلغ در گروه کفش ۶۰۰٬۰۰۰ تومان"
        assert [c.text() for c in field.findChildren(Chip) if c.isVisible()] == ["مبلغ در گروه کفش"]
        field.show_reading(None)
        assert not field.reading().does
        assert [c for c in field.findChildren(Chip) if c.isVisible()] == []

    def test_the_others_stand_under_it(self, qtbot) -> None:
        field = shown(qtbot, SmartField(name="همه‌چیز"), 900, 90)
        field.set_words(name="همه‌چیز", other="یا", clear="پاک کردن")
        field.show_others(["کالاها (۱۴)", "عضوها (۰)"], "با افزودن می‌رسد")
        texts = [label.text() for label in field.findChildren(QLabel) if label.isVisible() and label.text()]
        assert texts == ["یا", "کالاها (۱۴)  ·  عضوها (۰)", "·  با افزودن می‌رسد", "پاک کردن"]


class TestTable:
    COLUMNS = (Column("قلم"), Column("مبلغ", "figure", 140))
    ROWS = tuple(TableRow(str(n), (Cell(f"قلم {n}", "بدون آفر"), Cell(str(n)))) for n in range(60))

    def test_the_keyboard_does_all(self, qtbot) -> None:
        table, told = shown(qtbot, Table(self.COLUMNS, name="سبد")), []
        table.picked.connect(lambda key: told.append(("picked", key)))
        table.moved.connect(lambda key: told.append(("moved", key)))
        table.deleted.connect(lambda key: told.append(("deleted", key)))
        table.show_rows(self.ROWS)
        table.choose("3")
        for key in (KEY.Key_Down, KEY.Key_Return, KEY.Key_Delete):
            press(table, key)
        assert told == [("moved", "3"), ("moved", "4"), ("picked", "4"), ("deleted", "4")]

    def test_the_chosen_row_stays_chosen_when_rows_are_read_anew(self, qtbot) -> None:
        table = shown(qtbot, Table(self.COLUMNS, name="سبد"))
        table.show_rows(self.ROWS)
        table.choose("5")
        table.show_rows(self.ROWS[3:])
        assert table.chosen() == "5"
        table.show_rows(self.ROWS[:2])
        assert table.chosen() in ("", "0", "1")

    def test_an_empty_table_picks_nothing(self, qtbot) -> None:
        table, told = shown(qtbot, Table(self.COLUMNS, name="سبد")), []
        table.picked.connect(told.append)
        press(table, KEY.Key_Return)
        assert (told, table.chosen()) == ([], "")

    def test_a_screen_reader_hears_column_and_both_lines(self, qtbot) -> None:
        table = shown(qtbot, Table(self.COLUMNS, name="سبد"))
        table.show_rows(self.ROWS[:1])
        index = table.model().index(0, 0)
        assert table.model().data(index, Qt.ItemDataRole.AccessibleTextRole) == "قلم قلم 0 بدون آفر"

    def test_thousands_of_rows_cost_nothing(self, qtbot) -> None:
        table = shown(qtbot, Table(self.COLUMNS, name="سبد"))
        table.show_rows([TableRow(str(n), (Cell(str(n)), Cell(str(n)))) for n in range(20_000)])
        table.choose("19999")
        assert table.row_rect("19999").height() == 56


class TestVerdict:
    def test_it_speaks_and_goes(self, qtbot) -> None:
        bar, done = VerdictBar(), []
        qtbot.addWidget(bar)
        assert bar.isHidden()
        bar.problem(
            "جوراب زیر کف است\nبدون جوراب می‌ارزد", [WayOut("کنار برود", lambda: done.append(1), True)]
        )
        assert not bar.isHidden()
        assert bar.text() == "جوراب زیر کف است\nبدون جوراب می‌ارزد"
        assert bar.tone() == "red"
        bar.ways()[0].click()
        assert done == [1]
        bar.notice("ثبت شد")
        assert (bar.text(), bar.tone(), bar.ways()) == ("ثبت شد", "accent", [])
        bar.clear()
        assert bar.isHidden()

    def test_it_never_takes_the_focus(self, qtbot) -> None:
        edit, bar = TextEdit(name="x"), VerdictBar()
        page = QWidget()
        page.setLayout(column(edit, None, bar))
        shown(qtbot, page)
        edit.setFocus()
        bar.problem("نشد", [WayOut("دوباره", lambda: None, True)])
        assert page.focusWidget() is edit


class TestSheet:
    def test_esc_closes_it_and_the_focus_goes_back(self, app: QApplication, qtbot) -> None:
        page, edit, content = QWidget(), TextEdit(name="x"), QWidget()
        page.setLayout(column(edit, None))
        sheet, left = Sheet(page), []
        sheet.closed.connect(lambda: left.append(1))
        shown(qtbot, page, 900, 600)
        to_front(page, qtbot)
        edit.setFocus()
        qtbot.waitUntil(edit.hasFocus)
        titles = {"fa": "چرا؟", "en": "Why?"}
        sheet.open(content, lambda: titles[language.formats().lang])
        assert sheet.isVisible()
        assert sheet.geometry().left() == 0
        assert not edit.hasFocus()
        press(sheet, KEY.Key_Escape)
        assert (sheet.isVisible(), left) == (False, [1])
        assert edit.hasFocus()
        sheet.open(content, lambda: titles[language.formats().lang])
        language.use(app, "en")
        assert sheet.accessibleName() == "Why?"
        assert sheet.geometry().right() == page.width() - 1
        assert_all_named(page)

    def test_it_closes_where_the_page_was_built_anew_behind_it(self, app: QApplication, qtbot) -> None:
        page, edit = QWidget(), TextEdit(name="x")
        page.setLayout(column(edit, None))
        sheet = Sheet(page)
        shown(qtbot, page, 900, 600)
        to_front(page, qtbot)
        edit.setFocus()
        qtbot.waitUntil(edit.hasFocus)
        sheet.open(QWidget(), str)
        delete(edit)
        press(sheet, KEY.Key_Escape)
        assert not sheet.isVisible()

    def test_it_is_closed_behind_another_page_too(self, app: QApplication, qtbot) -> None:
        page, content = QWidget(), QWidget()
        sheet = Sheet(page)
        shown(qtbot, page, 900, 600)
        sheet.open(content, str)
        page.hide()
        sheet.close_sheet()
        page.show()
        assert not sheet.isVisible()


class TestSmallThings:
    def test_a_bar_shows_parts_of_the_whole(self, qtbot) -> None:
        bar = shown(qtbot, Bar())
        bar.show_parts([(360_000, "accent"), (125_000, "mid")], 485_000)
        assert bar.shares() == pytest.approx([360 / 485, 125 / 485])
        bar.show_parts([], 0)
        assert bar.shares() == []
        bar.show_share(9, 3)
        assert bar.shares() == [1.0]

    def test_a_bar_fills_from_where_reading_begins(self, app: QApplication, qtbot) -> None:
        bar = shown(qtbot, Bar(), 200, 8)
        bar.show_share(1, 4)
        assert bar.grab().toImage().pixelColor(190, 4) == theme.color("accent")
        language.use(app, "en")
        assert bar.grab().toImage().pixelColor(10, 4) == theme.color("accent")

    def test_a_row_is_pressed_with_the_keyboard(self, qtbot) -> None:
        line = shown(qtbot, Row(touch=True))
        line.show_row("ثنا کریمی", "صندوق‌دار")
        with qtbot.waitSignal(line.clicked):
            press(line, KEY.Key_Space)
        assert spoken_name(line) == "ثنا کریمی، صندوق‌دار"

    def test_a_passive_row_is_not(self, qtbot) -> None:
        line, told = shown(qtbot, Row()), []
        line.clicked.connect(lambda: told.append(1))
        press(line, KEY.Key_Space)
        qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
        assert told == []

    def test_the_pad_says_latin_digits_and_keeps_its_order(self, qtbot) -> None:
        pad, told = shown(qtbot, PinPad()), []
        pad.digit_pressed.connect(told.append)
        for digit in "0123456789":
            qtbot.mouseClick(pad.key(digit), Qt.MouseButton.LeftButton)
        assert "".join(told) == "0123456789"
        assert pad.key("1").x() < pad.key("2").x() < pad.key("3").x()
        assert_all_named(pad)

    def test_points_show_how_many_and_never_which(self, qtbot) -> None:
        dots = shown(qtbot, PinDots())
        dots.show_typed(7)
        assert (dots.typed(), spoken_name(dots)) == (7, "۷")

    def test_progress_counts_guesses_and_stops(self, qtbot, monkeypatch: pytest.MonkeyPatch) -> None:
        progress = shown(qtbot, Progress())
        progress.start("خواندن فایل")
        monkeypatch.setattr(progress, "_clock", _Elapsed(10_000))
        progress.advance(1_000, 4_000)
        texts = [label.text() for label in progress.findChildren(QLabel)]
        assert "۱٬۰۰۰ از ۴٬۰۰۰" in texts
        assert "حدود ۳۰ ثانیه مانده" in texts
        with qtbot.waitSignal(progress.cancelled):
            progress.findChildren(Button)[0].click()
        progress.finish()
        assert progress.isHidden()

    def test_steps_tell_where_one_is(self, qtbot) -> None:
        steps = shown(qtbot, Steps())
        steps.show_steps(["فروشگاه", "شعبه", "صندوق"], 1)
        assert spoken_name(steps) == "۲/۳ شعبه"

    def test_an_empty_place_offers_what_to_do(self, qtbot) -> None:
        empty = shown(qtbot, EmptyState("cart"))
        empty.show_empty("سبد خالی است", "تلفن را بخوانید", "راهنما")
        with qtbot.waitSignal(empty.wanted):
            empty.findChildren(Button)[0].click()
        empty.show_empty("سبد خالی است")
        assert not empty.findChildren(Button)[0].isVisible()


class _Elapsed:
    def __init__(self, milliseconds: int) -> None:
        self._milliseconds = milliseconds

    def isValid(self) -> bool:
        return True

    def elapsed(self) -> int:
        return self._milliseconds


def _ink_is_on(widget: QWidget, *, right: bool) -> bool:
    """Whether what is drawn lies on the right (or left) half's outer side."""
    picture = widget.grab().toImage()
    ground = picture.pixel(picture.width() // 2, 0)
    inked = [
        x
        for x in range(picture.width())
        if any(picture.pixel(x, y) != ground for y in range(picture.height()))
    ]
    if not inked:
        return False
    before, behind = min(inked), picture.width() - 1 - max(inked)
    return behind <= 3 < before if right else before <= 3 < behind


def test_an_empty_field_begins_at_the_readers_side(app: QApplication, qtbot) -> None:
    field, code = TextEdit(), CodeEdit()
    for one in (field, code):
        qtbot.addWidget(one)
        one.resize(300, 44)
        one.grab()
    assert field.cursorRect().center().x() > 200
    assert code.cursorRect().center().x() < 100
    field.setText("Anna")
    assert field.alignment() & Qt.AlignmentFlag.AlignLeft
    field.setText("آنا")
    assert field.alignment() & Qt.AlignmentFlag.AlignRight


def test_a_percentage_alone_runs_from_the_right() -> None:
    assert directed_right("\u061c۳۴٪")
    assert not directed_right("۳۴")


def test_a_sum_longer_than_its_place_is_set_smaller_and_not_cut(app: QApplication, qtbot) -> None:
    figure = Figure(64)
    qtbot.addWidget(figure)
    figure.show_figure("999,999,999,000", "Rial")
    figure.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    figure.resize(figure.sizeHint().width() // 2, figure.sizeHint().height())
    picture = figure.grab().toImage()
    ground, last = picture.pixel(picture.width() // 2, 0), picture.width() - 1
    assert all(picture.pixel(last, y) == ground for y in range(picture.height()))
    assert any(picture.pixel(x, y) != ground for x in range(last - 20, last) for y in range(picture.height()))


def test_tab_goes_as_the_page_is_read_and_out_of_it_behind_the_last(app: QApplication, qtbot) -> None:
    class Page(QWidget):
        def focusNextPrevChild(self, next: bool) -> bool:
            return tab_as_read(self, next) or super().focusNextPrevChild(next)

    # Built the other way round than it is read: by itself Tab would follow the building.
    low, end, start, beside = Button("سوم"), Button("دوم"), Button("یکم"), Button("بیرون")
    page, window = Page(), QWidget()
    page.setLayout(column(row(start, end), low))
    window.setLayout(row(beside, page))
    qtbot.addWidget(window)
    window.show()
    to_front(window, qtbot)
    start.setFocus()
    stood = []
    for _ in range(4):
        stood.append(window.focusWidget().text())  # type: ignore[union-attr,attr-defined]
        press(window.focusWidget(), Qt.Key.Key_Tab)  # type: ignore[arg-type]
    assert stood == ["یکم", "دوم", "سوم", "بیرون"]
