@echo off
rem Runs restyle, from an unpacked distribution or from a checkout; a checkout is built on first use.
rem   RESTYLE_JAVA_OPTS   more options for the JVM, for example -Xmx4g
rem   JAVA_HOME           which Java (17 or newer)
setlocal
set "here=%~dp0"
if exist "%here%lib\" (
    set "home=%here%."
) else (
    set "home=%here%target\restyle"
)
if not exist "%home%\lib\complete" if not exist "%here%lib\" (
    echo restyle: building, once; this takes a minute or two ... 1>&2
    pushd "%here%.."
    call mvn -q -B -DskipTests package 1>&2
    if errorlevel 1 (
        popd
        echo restyle: the build failed; see the messages above 1>&2
        exit /b 2
    )
    popd
)
rem ONNX Runtime reports to its maker unless it is told not to before it is loaded.
set "ORT_DISABLE_TELEMETRY=1"
rem The C library of Linux reads this; here it has no meaning.
set "MALLOC_MMAP_THRESHOLD_=1048576"
rem What libraries tell the terminal about themselves; restyle says itself what matters.
if not defined SVT_LOG set "SVT_LOG=1"
if not defined OPENCV_LOG_LEVEL set "OPENCV_LOG_LEVEL=SILENT"
rem Windows looks for the libraries that a library needs on the PATH.
for /d %%d in ("%home%\natives\org\bytedeco\openblas\windows-*") do set "PATH=%%~fd;%PATH%"
set "java=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "java=%JAVA_HOME%\bin\java.exe"
rem An archive brings its own Java.
if exist "%here%runtime\bin\java.exe" set "java=%here%runtime\bin\java.exe"
"%java%" "@%home%\java.options" "-Drestyle.home=%home%" %RESTYLE_JAVA_OPTS% -jar "%home%\lib\restyle-cli.jar" %*
exit /b %errorlevel%
