"""What people's words mean: the package's file leads to what the law and the catalogue have, and a county's words join it."""

from gongkai.build.search_answers import answer_words
from gongkai.search.meanings import known_meanings, says, with_more
from gongkai.statute.catalogue_standard import standard
from gongkai.statute.concepts import concepts


def test_every_field_and_figure_is_one_that_there_is():
    known = known_meanings()
    assert list(known.fields) == [field.id for field in standard().fields]
    assert set(known.figures) <= {concept.id for concept in concepts().all}


def test_no_word_is_sure_and_loose_at_once_and_none_is_a_single_character():
    for said in known_meanings().fields.values():
        words = [*said.words, *(word for own in said.matters.values() for word in own)]
        assert [word for word in words if len(word) < 2] == []


def test_what_no_catalogue_has_is_said_of_no_field():
    known = known_meanings()
    near = {word for words in known.near.values() for word in words}
    sure = {word for said in known.fields.values() for word in said.words}
    assert near & sure == set()


def test_a_word_of_several_pieces_is_said_when_all_are():
    assert says("申请几天答复", "申请|信息公开+多久|几天")
    assert not says("申请什么", "申请+多久|几天")


def test_a_county_adds_its_own_words():
    more = with_more(
        known_meanings(),
        [("elderly-care", "", "老年灶"), ("elderly-care", "机构管理", "老人窝"), ("liyu", "", "鲤鱼节")],
        [("guanyu/", "县名")],
    )
    assert "老年灶" in more.fields["elderly-care"].words
    assert more.fields["elderly-care"].matters["机构管理"][-1] == "老人窝"
    assert more.fields["liyu"].words == ("鲤鱼节",)
    assert more.places["guanyu/"] == ("县名",)


def test_answers_have_words_for_everything_that_can_be_asked():
    words = answer_words()
    assert all(quote["says"] and quote["source"] and quote["words"] for quote in words["quotes"])
    assert {"telephone", "email", "hours"} <= set(words["contact"])
