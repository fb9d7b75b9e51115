/// `scipy.constants`: CODATA 2022 values and units in SI.
enum ConstantsModule {
  static let source = #"""
    import numpy as _np

    Avogadro = 6.02214076e+23
    Boltzmann = 1.380649e-23
    Btu = 1055.05585262
    Btu_IT = 1055.05585262
    Btu_th = 1054.3502644888888
    G = 6.6743e-11
    Julian_year = 31557600.0
    N_A = 6.02214076e+23
    Planck = 6.62607015e-34
    R = 8.31446261815324
    Rydberg = 10973731.568157
    Stefan_Boltzmann = 5.6703744191844314e-08
    Wien = 0.0028977719551851727
    acre = 4046.8564223999992
    alpha = 0.0072973525643
    angstrom = 1e-10
    arcmin = 0.0002908882086657216
    arcminute = 0.0002908882086657216
    arcsec = 4.84813681109536e-06
    arcsecond = 4.84813681109536e-06
    astronomical_unit = 149597870700.0
    atm = 101325.0
    atmosphere = 101325.0
    atomic_mass = 1.66053906892e-27
    atto = 1e-18
    au = 149597870700.0
    bar = 100000.0
    barrel = 0.15898729492799998
    bbl = 0.15898729492799998
    blob = 175.12683524647636
    c = 299792458.0
    calorie = 4.184
    calorie_IT = 4.1868
    calorie_th = 4.184
    carat = 0.0002
    centi = 0.01
    day = 86400.0
    deci = 0.1
    degree = 0.017453292519943295
    degree_Fahrenheit = 0.5555555555555556
    deka = 10.0
    dyn = 1e-05
    dyne = 1e-05
    e = 1.602176634e-19
    eV = 1.602176634e-19
    electron_mass = 9.1093837139e-31
    electron_volt = 1.602176634e-19
    elementary_charge = 1.602176634e-19
    epsilon_0 = 8.8541878188e-12
    erg = 1e-07
    exa = 1e+18
    exbi = 1152921504606846976
    femto = 1e-15
    fermi = 1e-15
    fine_structure = 0.0072973525643
    fluid_ounce = 2.9573529562499998e-05
    fluid_ounce_US = 2.9573529562499998e-05
    fluid_ounce_imp = 2.84130625e-05
    foot = 0.30479999999999996
    g = 9.80665
    gallon = 0.0037854117839999997
    gallon_US = 0.0037854117839999997
    gallon_imp = 0.00454609
    gas_constant = 8.31446261815324
    gibi = 1073741824
    giga = 1000000000.0
    golden = 1.618033988749895
    golden_ratio = 1.618033988749895
    grain = 6.479891e-05
    gram = 0.001
    gravitational_constant = 6.6743e-11
    h = 6.62607015e-34
    hbar = 1.0545718176461565e-34
    hectare = 10000.0
    hecto = 100.0
    horsepower = 745.6998715822701
    hour = 3600.0
    hp = 745.6998715822701
    inch = 0.0254
    k = 1.380649e-23
    kgf = 9.80665
    kibi = 1024
    kilo = 1000.0
    kilogram_force = 9.80665
    kmh = 0.2777777777777778
    knot = 0.5144444444444445
    lb = 0.45359236999999997
    lbf = 4.4482216152605
    light_year = 9460730472580800.0
    liter = 0.001
    litre = 0.001
    long_ton = 1016.0469088
    m_e = 9.1093837139e-31
    m_n = 1.67492750056e-27
    m_p = 1.67262192595e-27
    m_u = 1.66053906892e-27
    mach = 340.5
    mebi = 1048576
    mega = 1000000.0
    metric_ton = 1000.0
    micro = 1e-06
    micron = 1e-06
    mil = 2.5399999999999997e-05
    mile = 1609.3439999999998
    milli = 0.001
    minute = 60.0
    mmHg = 133.32236842105263
    mph = 0.44703999999999994
    mu_0 = 1.25663706127e-06
    nano = 1e-09
    nautical_mile = 1852.0
    neutron_mass = 1.67492750056e-27
    ounce = 0.028349523124999998
    oz = 0.028349523124999998
    parsec = 3.085677581491367e+16
    pebi = 1125899906842624
    peta = 1000000000000000.0
    pi = 3.141592653589793
    pico = 1e-12
    point = 0.00035277777777777776
    pound = 0.45359236999999997
    pound_force = 4.4482216152605
    proton_mass = 1.67262192595e-27
    psi = 6894.757293168361
    pt = 0.00035277777777777776
    quecto = 1e-30
    quetta = 1e+30
    ronna = 1e+27
    ronto = 1e-27
    short_ton = 907.1847399999999
    sigma = 5.6703744191844314e-08
    slinch = 175.12683524647636
    slug = 14.593902937206364
    speed_of_light = 299792458.0
    speed_of_sound = 340.5
    stone = 6.3502931799999995
    survey_foot = 0.3048006096012192
    survey_mile = 1609.3472186944373
    tebi = 1099511627776
    tera = 1000000000000.0
    ton_TNT = 4184000000.0
    torr = 133.32236842105263
    troy_ounce = 0.031103476799999998
    troy_pound = 0.37324172159999996
    u = 1.66053906892e-27
    week = 604800.0
    yard = 0.9143999999999999
    year = 31536000.0
    yobi = 1208925819614629174706176
    yocto = 1e-24
    yotta = 1e+24
    zebi = 1180591620717411303424
    zepto = 1e-21
    zero_Celsius = 273.15
    zetta = 1e+21

    physical_constants = {
        'speed of light in vacuum': (299792458.0, 'm s^-1', 0.0),
        'Planck constant': (6.62607015e-34, 'J Hz^-1', 0.0),
        'reduced Planck constant': (1.0545718176461565e-34, 'J s', 0.0),
        'Newtonian constant of gravitation': (6.6743e-11, 'm^3 kg^-1 s^-2', 1.5e-15),
        'elementary charge': (1.602176634e-19, 'C', 0.0),
        'electron mass': (9.1093837139e-31, 'kg', 2.8e-40),
        'proton mass': (1.67262192595e-27, 'kg', 5.2e-37),
        'neutron mass': (1.67492750056e-27, 'kg', 8.5e-37),
        'Boltzmann constant': (1.380649e-23, 'J K^-1', 0.0),
        'Avogadro constant': (6.02214076e+23, 'mol^-1', 0.0),
        'molar gas constant': (8.31446261815324, 'J mol^-1 K^-1', 0.0),
        'fine-structure constant': (0.0072973525643, '', 1.1e-12),
        'Bohr radius': (5.29177210544e-11, 'm', 8.2e-21),
        'Rydberg constant': (10973731.568157, 'm^-1', 1.2e-05),
        'Stefan-Boltzmann constant': (5.6703744191844314e-08, 'W m^-2 K^-4', 0.0),
        'vacuum electric permittivity': (8.8541878188e-12, 'F m^-1', 1.4e-21),
        'vacuum mag. permeability': (1.25663706127e-06, 'N A^-2', 2e-16),
        'electron volt': (1.602176634e-19, 'J', 0.0),
        'atomic mass constant': (1.66053906892e-27, 'kg', 5.2e-37),
        'Faraday constant': (96485.33212331001, 'C mol^-1', 0.0),
        'standard atmosphere': (101325.0, 'Pa', 0.0),
        'standard acceleration of gravity': (9.80665, 'm s^-2', 0.0),
        'Wien wavelength displacement law constant': (0.0028977719551851727, 'm K', 0.0),
        'Hartree energy': (4.359744722206e-18, 'J', 4.8e-30),
        'Bohr magneton': (9.2740100657e-24, 'J T^-1', 2.9e-33),
        'nuclear magneton': (5.0507837393e-27, 'J T^-1', 1.6e-36),
        'Compton wavelength': (2.42631023538e-12, 'm', 7.6e-22),
        'classical electron radius': (2.8179403205e-15, 'm', 1.3e-24),
        'Thomson cross section': (6.6524587051e-29, 'm^2', 6.2e-38),
        'Josephson constant': (483597848416983.6, 'Hz V^-1', 0.0),
        'von Klitzing constant': (25812.807459304513, 'ohm', 0.0),
        'electron g factor': (-2.00231930436092, '', 3.6e-13),
        'proton-electron mass ratio': (1836.152673426, '', 3.2e-08),
        'muon mass': (1.883531627e-28, 'kg', 4.2e-36),
        'alpha particle mass': (6.644657345e-27, 'kg', 2.1e-36),
    }


    def value(key):
        return physical_constants[key][0]


    def unit(key):
        return physical_constants[key][1]


    def precision(key):
        return physical_constants[key][2] / physical_constants[key][0]


    def find(sub=None, disp=False):
        found = sorted(key for key in physical_constants if sub is None or sub.lower() in key.lower())
        if disp:
            for key in found:
                print(key)
            return None
        return found


    def lambda2nu(lambda_):
        return c / _np.asarray(lambda_)


    def nu2lambda(nu):
        return c / _np.asarray(nu)


    def convert_temperature(val, old_scale, new_scale):
        shifts = {'celsius': (zero_Celsius, 1.0), 'c': (zero_Celsius, 1.0), 'kelvin': (0.0, 1.0), 'k': (0.0, 1.0),
                  'fahrenheit': (459.67, 5 / 9), 'f': (459.67, 5 / 9), 'rankine': (0.0, 5 / 9), 'r': (0.0, 5 / 9)}
        for scale in (old_scale, new_scale):
            if scale.lower() not in shifts:
                raise NotImplementedError(f"{scale=} is unsupported: supported scales are Celsius, Kelvin, Fahrenheit, and Rankine")
        val = _np.asarray(val)
        shift, size = shifts[old_scale.lower()]
        kelvin = val + shift if size == 1.0 and shift else val if size == 1.0 else (val + shift) * 5 / 9 if shift else val * 5 / 9
        shift, size = shifts[new_scale.lower()]
        return kelvin - shift if size == 1.0 and shift else kelvin if size == 1.0 else kelvin * 9 / 5 - shift if shift else kelvin * 9 / 5

    """#
}
