@echo off
rem 双击：第一次装好 Gongkai，以后打开可以输入 gongkai 命令的窗口。不需要网络，不改动这个文件夹以外的东西。
setlocal
title Gongkai
cd /d "%~dp0"
if exist ".venv\installed.txt" goto ready

set "PY="
for %%V in ({versions}) do if not defined PY (
  py -%%V -c "import sys; sys.exit(sys.maxsize < 2**32)" >nul 2>nul && set "PY=py -%%V"
)
if not defined PY (
  python -c "import sys; sys.exit(sys.maxsize < 2**32 or not ((3, 11) <= sys.version_info < (3, 15)))" >nul 2>nul && set "PY=python"
)
if not defined PY goto nopython

echo 正在安装，约需一两分钟……
%PY% -m venv --clear --without-pip .venv || goto failed
for %%F in (wheels\pip-*.whl) do set "PIP=%%F"
.venv\Scripts\python "%PIP%/pip" install --disable-pip-version-check --quiet --no-index --find-links wheels --require-hashes -r requirements.txt || goto failed
.venv\Scripts\gongkai --version >.venv\installed.txt || goto failed
echo 装好了。

:ready
if "%~1"=="--install-only" exit /b 0
set "PATH=%~dp0.venv\Scripts;%PATH%"
if exist "%~dp0fonts" set "GONGKAI_FONTS=%~dp0fonts"
echo.
echo 可以输入命令了。先进入县的文件夹，例如：cd /d "D:\政务 公开"
echo 再输入：gongkai check
cmd /k
exit /b 0

:nopython
echo 没有找到 Python {oldest} 到 {newest}（64 位）。请先安装 Python，再双击一次；见 说明.html。
pause
exit /b 1

:failed
if exist ".venv\installed.txt" del ".venv\installed.txt"
echo 没有装好。请把上面的话抄下来，见 说明.html 的“装不上时”。
pause
exit /b 1
