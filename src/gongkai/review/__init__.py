"""The reviewer's round: reports of any form looked through, without a site around them and without a change to them."""
