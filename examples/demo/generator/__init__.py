"""Makes the data of the fictional county 示例县: the same bytes each time, from county.yml, sentences.yml and mistakes.yml."""
