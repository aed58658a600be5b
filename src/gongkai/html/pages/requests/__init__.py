"""The pages of 依申请公开 that data makes: the application form, and the days on which its terms are up."""
