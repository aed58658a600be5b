@echo off
rem 双击：打开公开工作台。第一次先装好 Gongkai，再问县的文件夹在哪里，以后不再问。也可以把县的文件夹拖到这个图标上。
setlocal enabledelayedexpansion
title 公开工作台
cd /d "%~dp0"
call "开始-Windows.bat" --install-only
if errorlevel 1 exit /b 1

set "COUNTY="
if exist "县的文件夹.txt" set /p COUNTY=<"县的文件夹.txt"
if not "%~1"=="" set "COUNTY=%~1"
:look
if defined COUNTY if exist "!COUNTY!\data\agencies.yml" goto open
set "COUNTY="
echo 请把县的文件夹（里面有 data 的那个）拖到这个窗口里，再按回车：
set /p COUNTY=
if defined COUNTY set COUNTY=!COUNTY:"=!
goto look

:open
>"县的文件夹.txt" echo(!COUNTY!
if exist "%~dp0fonts" set "GONGKAI_FONTS=%~dp0fonts"
".venv\Scripts\gongkai" desk "!COUNTY!"
pause
