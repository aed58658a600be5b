#!/usr/bin/env bash
# 打开公开工作台。第一次先装好 Gongkai，再问县的文件夹在哪里，以后不再问。也可以写在后面：bash 工作台-麒麟统信.sh 县的文件夹
set -u
cd "$(dirname "$0")" || exit 1
bash ./开始-麒麟统信.sh --install-only || exit 1

county=
[ -f 县的文件夹.txt ] && read -r county <县的文件夹.txt
county=${1:-$county}
until [ -f "$county/data/agencies.yml" ]; do
  read -r -p "请把县的文件夹（里面有 data 的那个）拖到这个窗口里，再按回车：" county || exit 1
  county=${county#[\'\"]}
  county=${county%% }
  county=${county%[\'\"]}
done
printf '%s\n' "$county" >县的文件夹.txt
[ -d fonts ] && export GONGKAI_FONTS="$PWD/fonts"
exec .venv/bin/gongkai desk "$county"
