"""The code at a page's end, as a decoder that is not ours reads it."""

import pytest
from lxml import html
from PIL import ImageOps

from gongkai.html.own_address import own_address
from tests.codes import codes_in, drawn

ADDRESSES = (
    "http://a.gov.cn/",
    "https://www.example.gov.cn/zwgk/zfxxgknb/2020/",
    "https://www.example.gov.cn/zwgk/zfxxgknb/2020/finance/?a=1&b=<2>\"'",
    "https://www.example.gov.cn/%E6%94%BF%E5%8A%A1/" + "zfxxgknb/2020/civil-affairs/" * 9,
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_code_and_the_words_say_the_address(address):
    page = html.fromstring(str(own_address(address)))
    picture = drawn(page.xpath(".//svg")[0])
    assert [code.text for code in codes_in(picture)] == [address]
    assert page.xpath("string(.//*[@class='gk-own-address__words'])") == address


@pytest.mark.parametrize("address", ADDRESSES)
def test_it_is_black_on_white_with_four_squares_of_white_around(address):
    picture = drawn(html.fromstring(str(own_address(address))).xpath(".//svg")[0], scale=1)
    assert sorted(colour for _, colour in picture.getcolors()) == [(0, 0, 0), (255, 255, 255)]
    size = picture.width
    assert ImageOps.invert(picture).getbbox() == (4, 4, size - 4, size - 4)
