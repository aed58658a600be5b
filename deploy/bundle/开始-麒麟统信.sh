#!/usr/bin/env bash
# 第一次装好 Gongkai，以后打开可以输入 gongkai 命令的终端。不需要网络，不改动这个文件夹以外的东西。
# 加 --install-only：只安装，不打开终端。
set -u
cd "$(dirname "$0")" || exit 1

usable() {
  "$1" -c 'import sys; sys.exit(not ((3, 11) <= sys.version_info < (3, 15)))' 2>/dev/null
}

if [ ! -e .venv/installed.txt ]; then
  python=
  for version in {versions}; do
    if [ -z "$python" ] && usable "python$version"; then python=python$version; fi
  done
  if [ -z "$python" ] && usable python3; then python=python3; fi
  if [ -z "$python" ]; then
    echo "没有找到 Python {oldest} 到 {newest}。请先安装 Python，再运行一次；见 说明.html。"
    exit 1
  fi
  echo "正在安装，约需一两分钟……"
  rm -rf .venv
  pip=$(echo wheels/pip-*.whl)
  if ! "$python" -m venv --without-pip .venv ||
    ! .venv/bin/python "$pip/pip" install --disable-pip-version-check --quiet --no-index --find-links wheels \
      --require-hashes -r requirements.txt ||
    ! .venv/bin/gongkai --version >.venv/version.txt; then
    echo "没有装好。请把上面的话抄下来，见 说明.html 的“装不上时”。"
    exit 1
  fi
  mv .venv/version.txt .venv/installed.txt
  echo "装好了。"
fi
[ "${1:-}" = --install-only ] && exit 0

export PATH="$PWD/.venv/bin:$PATH"
[ -d fonts ] && export GONGKAI_FONTS="$PWD/fonts"
echo
echo "可以输入命令了。先进入县的文件夹，例如：cd ~/政务公开"
echo "再输入：gongkai check"
exec bash
