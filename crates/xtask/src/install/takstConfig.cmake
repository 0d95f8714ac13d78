# find_package(takst): the targets takst::takst (shared) and takst::static.
get_filename_component(_takst_prefix "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)

if(NOT TARGET takst::takst)
    add_library(takst::takst SHARED IMPORTED)
    set_target_properties(takst::takst PROPERTIES
        IMPORTED_LOCATION "${_takst_prefix}/lib/libtakst.so.@VERSION@"
        IMPORTED_SONAME "@SONAME@"
        INTERFACE_INCLUDE_DIRECTORIES "${_takst_prefix}/include")
    add_library(takst::static STATIC IMPORTED)
    find_package(Threads REQUIRED)
    set_target_properties(takst::static PROPERTIES
        IMPORTED_LOCATION "${_takst_prefix}/lib/libtakst.a"
        INTERFACE_INCLUDE_DIRECTORIES "${_takst_prefix}/include"
        INTERFACE_COMPILE_DEFINITIONS TAKST_STATIC
        INTERFACE_LINK_LIBRARIES "Threads::Threads;${CMAKE_DL_LIBS};m")
endif()
